import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Compared, EarlierWindows } from "../../../../src/core/rules/earlier-windows.ts";
import { GroupSeries } from "../../../../src/core/windows/index.ts";
import { DAY, HOUR } from "./rule-builders.ts";

const rule = (overMs: number, versusMs: number, season?: "day" | "week"): Compared => ({
  ...{ metric: { name: "spend" }, overMs, versusMs, timezone: "Europe/Berlin" },
  ...(season === undefined ? {} : { season }),
});
const seriesOf = (times: readonly number[]) => {
  const series = new GroupSeries([]);
  times.forEach((time, slot) => {
    series.insert(time, slot, []);
  });
  return series;
};
const windowsOf = (compared: Compared, times: readonly number[]) => {
  const series = seriesOf(times);
  return new EarlierWindows(compared, { series: (group) => (group === 1 ? series : undefined) });
};
/** The rows of each window, as text. */
const held = (windows: EarlierWindows, at: number): string[] => {
  const series = windows.place(1, at);
  return Array.from({ length: windows.count }, (_, each) => {
    const rows = series?.slots(windows.from[each] as number, windows.to[each] as number) ?? [];
    return [...rows].sort((a, b) => a - b).join();
  });
};
/** The same by looking at each row: windows of `over` within `versus`, none before the first row. */
const plainly = (
  times: readonly number[],
  at: number,
  over: number,
  versus: number,
  step: number,
) => {
  const first = Math.min(...times.filter((time) => time > at - versus - over));
  const found: string[] = [];
  for (let end = at - step; end - over >= Math.max(at - versus, first); end -= step) {
    if (end > at - over) continue;
    const slots = times.flatMap((time, slot) => (time > end - over && time <= end ? [slot] : []));
    found.push(slots.join());
  }
  return found;
};
const differing = (before: readonly string[], after: readonly string[]) =>
  before.filter((rows, each) => rows !== after[each]).length;

describe("the earlier windows", () => {
  const START = Date.UTC(2026, 5, 20);
  const courses = fc.record({
    times: fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 40 }),
    at: fc.integer({ min: 60, max: 130 }),
    others: fc.integer({ min: 0, max: 5 }),
  });

  it.each([
    ["one before the other", 10, 60, undefined, 10],
    ["of a day that the windows fill", 24, 96, "day", 24],
    ["of each day", 5, 72, "day", 24],
    ["of every other day, as a window lasts longer than one", 30, 100, "day", 24],
    ["of days that overlap, as a window lasts longer than one", 30, 130, "day", 24],
  ] as const)(
    "%s hold their rows, and hold them until they say",
    (_what, over, versus, season, step) => {
      fc.assert(
        fc.property(courses, ({ times, at, others }) => {
          const moments = times.map((time) => START + time * HOUR);
          const compared = rule(over * HOUR, versus * HOUR, season);
          const windows = windowsOf(compared, moments);
          const now = START + at * HOUR;
          const before = held(windows, now);
          const until = windows.until(others);
          expect(until).toBeGreaterThan(now);
          for (let hours = 0; hours < 30; hours++) {
            const later = now + hours * HOUR;
            const after = held(windows, later);
            const [first, second, third] = [over * HOUR, versus * HOUR, step * HOUR];
            expect(after).toEqual(plainly(moments, later, first, second, third));
            if (later >= until) continue;
            expect(after).toHaveLength(before.length);
            expect(differing(before, after)).toBeLessThanOrEqual(others);
          }
        }),
        { numRuns: 60 },
      );
    },
  );

  it("hold until one comes to the next row, two of them until two do", () => {
    const at = START + 10 * DAY;
    // A window of an hour begins and ends at each full hour; rows lie 5 and 9 minutes after some of them.
    const times = [-40, -6.5, -5, -4 + 5 / 60, -2 + 9 / 60].map((hours) => at + hours * HOUR);
    const windows = windowsOf(rule(HOUR, 6 * HOUR), times);
    windows.place(1, at);
    expect(windows.count).toBe(5);
    expect(windows.until(0)).toBe(at + (5 / 60) * HOUR);
    expect(windows.until(1)).toBe(at + (5 / 60) * HOUR);
    expect(windows.until(2)).toBe(at + (9 / 60) * HOUR);
    expect(windows.until(99)).toBe(at + HOUR / 2);
  });

  it("are one more as soon as the group's first row is as old", () => {
    const at = START + 10 * DAY;
    const windows = windowsOf(rule(HOUR, 6 * HOUR), [at - 3.5 * HOUR]);
    expect([held(windows, at).length, windows.until(9)]).toEqual([2, at + HOUR / 2]);
    expect(held(windows, at + HOUR / 2 - 1)).toHaveLength(2);
    expect(held(windows, at + HOUR / 2)).toHaveLength(3);
  });

  it("do not say how long they hold while a change of the clock lies among them", () => {
    const change = Date.UTC(2026, 9, 25, 1);
    const times = Array.from({ length: 40 }, (_, back) => change + (10 - back) * DAY);
    for (const [days, steady] of [
      [3, false],
      [8, true],
      [-1, true],
    ] as const) {
      const at = change + days * DAY + HOUR;
      const windows = windowsOf(rule(HOUR, 6 * DAY, "day"), times);
      windows.place(1, at);
      // The day of 25 hours moves the last one to before the first row.
      expect(windows.count).toBe(steady ? 5 : 4);
      if (steady) expect(windows.until(0)).toBeGreaterThan(at);
      else expect(windows.until(0)).toBeLessThanOrEqual(at);
      expect(windows.until(0)).toBeLessThanOrEqual(days < 0 ? change : at + DAY);
    }
  });

  it("are none of a group without rows, which holds until one comes", () => {
    const windows = windowsOf(rule(HOUR, 6 * HOUR), [START]);
    expect([windows.place(2, START), windows.count, windows.until(0)]).toEqual([
      undefined,
      0,
      Infinity,
    ]);
    expect(windows.place(1, START + 7 * HOUR)).toBeUndefined();
    expect([windows.count, windows.until(0)]).toEqual([0, Infinity]);
  });
});
