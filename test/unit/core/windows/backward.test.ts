import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GroupSeries, ROW_COUNT } from "../../../../src/core/windows/group-series.ts";

const spent = (times: readonly number[]) => {
  const series = new GroupSeries(["tool_calls", "spend"]);
  times.forEach((time, slot) => {
    series.insert(time, slot, [1, time]);
  });
  return series;
};

describe("a group's earlier windows", () => {
  const end = 120;
  const ms = 20;
  const count = 6;
  const expected = (times: readonly number[], value: (time: number) => number) =>
    Array.from({ length: count }, (_, window) => {
      const high = end - window * ms;
      const within = times.filter((time) => time > high - ms && time <= high);
      return within.reduce((sum, time) => sum + value(time), 0);
    });
  const read = (series: GroupSeries, amount: number, hints: readonly number[]) => {
    const places = Int32Array.from(hints);
    const sums = new Float64Array(count);
    series.backward(amount, end, ms, count, places, sums);
    return { sums: [...sums], places: [...places] };
  };

  it("come to what lies in each, one before the other, whatever places were guessed", () => {
    const hint = fc.integer({ min: -1, max: 60 });
    const hints = fc.array(hint, { minLength: count, maxLength: count });
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 130 })), hints, (times, guessed) => {
        const series = spent(times);
        const { sums, places } = read(series, 1, guessed);
        expect(sums).toEqual(expected(times, (time) => time));
        expect(read(series, ROW_COUNT, guessed).sums).toEqual(expected(times, () => 1));
        expect(read(series, 0, places).sums).toEqual(expected(times, () => 1));
        expect(places).toEqual(
          Array.from({ length: count }, (_, window) => series.after(end - (window + 1) * ms)),
        );
      }),
    );
  });

  it("begin where rows of one moment are apart from the next", () => {
    const times = [20, 20, 21, 40, 41, 100, 101, 120, 120, 121];
    for (const guess of [-1, 0, 1, 2, 3, 9, 10, 11]) {
      const { sums, places } = read(spent(times), ROW_COUNT, Array(count).fill(guess));
      expect(sums).toEqual([3, 1, 0, 1, 2, 2]);
      expect(places).toEqual([6, 5, 5, 4, 2, 0]);
    }
  });
});

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
