import { describe, expect, it } from "vitest";
import type { RuleScope } from "../../../../src/core/rules/evaluator.ts";
import { SpikeHistory } from "../../../../src/core/rules/spike-history.ts";
import { GroupSeries } from "../../../../src/core/windows/index.ts";

const OVER = 100;
const AT = 10_000;

/** A history of windows that came to these sums, the latest first; the group's first row lies just before the earliest. */
const historyOf = (sums: readonly number[]) => {
  const series = new GroupSeries(["spend"]);
  const begin = AT - OVER * (sums.length + 1);
  series.insert(begin, 0, [0]);
  sums.toReversed().forEach((sum, each) => {
    series.insert(begin + OVER * each + 50, each + 1, [sum]);
  });
  const index = { place: () => 0, series: () => series, changes: () => series.changes };
  const versusMs = OVER * (sums.length + 1);
  const rule = { metric: { name: "spend" }, overMs: OVER, versusMs, timezone: "UTC" } as const;
  const history = new SpikeHistory(rule, { index: () => index } as unknown as RuleScope);
  history.look(0, AT);
  return { history, series };
};

describe("a group's history", () => {
  it.each([
    [[], -1, -1],
    [[3], -1, 0],
    [[9], 0, -1],
    [[9, 3], -1, -1],
    [[9, 9], 0, -2],
    [[9, 9, 3], 0, -1],
    [[9, 9, 3, 3], -1, -1],
    [[9, 9, 9, 3], 0, -2],
    [[9, 9, 9, 9, 3], 1, -2],
    [[9, 9, 9, 9, 9], 2, -3],
    [[5, 5, 5], -2, -2],
  ])(
    "of %j tells how many of it may be otherwise and most are still beyond 5",
    (sums, above, below) => {
      const { history } = historyOf(sums);
      expect(history.windows).toBe(sums.length);
      expect([history.above(5), history.below(5)]).toEqual([above, below]);
      // Were so many windows nothing or without end, the middle would still be beyond.
      const sorted = sums.toSorted((a, b) => a - b);
      for (const [spare, worst, sign] of [
        [above, -1, 1],
        [below, 99, -1],
      ] as const) {
        if (spare < 0) continue;
        const rest = sign > 0 ? sorted.slice(0, sums.length - spare) : sorted.slice(spare);
        const changed = [...rest, ...Array<number>(spare).fill(worst)].sort((a, b) => a - b);
        const [low, high] = [changed[(changed.length - 1) >> 1], changed[changed.length >> 1]];
        expect(sign * ((Number(low) + Number(high)) / 2 - 5)).toBeGreaterThan(0);
      }
    },
  );

  it("tells its middle, its values and what is usual, in any order", () => {
    const { history } = historyOf([9, 1, 4, 7]);
    expect(history.middle()).toEqual({ windows: 4, low: { n: 4, d: 1 }, high: { n: 7, d: 1 } });
    expect([...history.doubles()]).toEqual([9, 1, 4, 7]);
    expect(history.robust()).toMatchObject({ unit: 2n, median: 11n, mad: { n: 10n, d: 2n } });
    expect(history.values().map(({ n }) => n)).toEqual([9, 1, 4, 7]);
  });

  it("is looked at once for a moment, and again when rows were put", () => {
    const { history, series } = historyOf([9, 1, 4]);
    series.insert(AT - OVER - 10, 9, [5]);
    history.look(0, AT);
    expect(history.values().map(({ n }) => n)).toEqual([14, 1, 4]);
    history.look(0, AT + OVER);
    expect(history.values().map(({ n }) => n)).toEqual([0, 14, 1]);
  });
});
