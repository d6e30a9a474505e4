import { describe, expect, it } from "vitest";
import { GroupSeries } from "../../../../src/core/windows/group-series.ts";

const spent = (times: readonly number[]) => {
  const series = new GroupSeries(["tool_calls", "spend"]);
  times.forEach((time, slot) => {
    series.insert(time, slot, [1, time]);
  });
  return series;
};

describe("a long series", () => {
  const times = Array.from({ length: 200 }, (_, each) => each);

  it("lets go of what is past once that is the greater part, and keeps its sums", () => {
    const series = spent(times);
    series.prune(98);
    expect(series).toHaveLength(200);
    series.prune(99);
    expect(series).toHaveLength(100);
    expect([series.time(0), series.time(99), series.time(100)]).toEqual([100, 199, undefined]);
    expect(series.sum(1, 0, 2)).toBe(201);
    expect(series.before(0, 0)).toBe(100);
  });

  it("keeps a short one as it is", () => {
    const short = spent(times.slice(0, 63));
    short.prune(62);
    expect(short).toHaveLength(63);
    const enough = spent(times.slice(0, 64));
    enough.prune(63);
    expect(enough).toHaveLength(0);
  });

  it("takes out the row that is meant of several at one moment, and none where it is not held", () => {
    const series = spent([5, 5, 5, 6]);
    series.remove(5, 1);
    expect([...series.slots(0, 3)].sort()).toEqual([0, 2, 3]);
    expect(series.sum(1, 0, 3)).toBe(16);
    for (const [time, slot] of [
      [5, 9],
      [6, 0],
      [4, 0],
      [9, 9],
    ] as const)
      series.remove(time, slot);
    expect(series).toHaveLength(3);
    expect(series.sum(0, 0, 3)).toBe(3);
  });
});
