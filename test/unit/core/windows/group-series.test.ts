import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GroupSeries } from "../../../../src/core/windows/index.ts";

interface Entry {
  readonly time: number;
  readonly slot: number;
  readonly value: number;
}

/** The rows of a plain list that lie in (low, high]. */
const within = (plain: readonly Entry[], low: number, high: number) =>
  plain.filter(({ time }) => time > low && time <= high);

describe("a group's series", () => {
  it("sums between any two moments as a plain list does, while rows come late, go and are let go of", () => {
    const step = fc.record({
      time: fc.integer({ min: 0, max: 300 }),
      value: fc.integer({ min: -5, max: 9 }),
      remove: fc.option(fc.nat(), { freq: 3 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), fc.nat(300), (steps, stale) => {
        const series = new GroupSeries(["spend"]);
        const plain: Entry[] = [];
        steps.forEach(({ time, value, remove }, slot) => {
          series.insert(time, slot, [value]);
          plain.push({ time, slot, value });
          if (remove === null) return;
          const [gone] = plain.splice(remove % plain.length, 1);
          if (gone !== undefined) series.remove(gone.time, gone.slot);
        });
        series.prune(stale);
        for (const [low, high] of [
          [stale, 300],
          [stale + 10, stale + 60],
          [300, 300],
        ] as const) {
          const from = series.after(low);
          const to = series.after(high);
          for (const most of [from, to, series.length]) {
            expect(series.afterUpTo(low, most)).toBe(from);
          }
          const rows = within(plain, low, high);
          expect(to - from).toBe(rows.length);
          expect(series.sum(0, from, to)).toBe(rows.reduce((sum, { value }) => sum + value, 0));
          const slots = [...series.slots(from, to)].sort((a, b) => a - b);
          expect(slots).toEqual(rows.map(({ slot }) => slot).sort((a, b) => a - b));
        }
      }),
    );
  });

  it("takes no notice of a row that it let go of before", () => {
    const series = new GroupSeries(["spend"]);
    for (let slot = 0; slot < 100; slot++) series.insert(slot, slot, [1]);
    series.prune(89);
    series.remove(3, 3);
    expect(series).toHaveLength(10);
    expect(series.sum(0, 0, 10)).toBe(10);
  });
});

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

  it("counts what changes it: rows put and taken back, not those that are past", () => {
    const series = spent(times);
    expect(series.changes).toBe(200);
    series.prune(99);
    series.remove(3, 3);
    expect(series.changes).toBe(200);
    series.remove(150, 150);
    expect(series.changes).toBe(201);
    expect([series.timeFrom(0), series.timeFrom(98), series.timeFrom(99)]).toEqual([
      100,
      199,
      Infinity,
    ]);
  });
});
