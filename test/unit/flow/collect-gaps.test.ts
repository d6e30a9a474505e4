import fc from "fast-check";
import { expect, test } from "vitest";
import { completeTo, type Gaps, proven, withGap } from "../../../src/flow/collect/gaps.ts";
import type { ReadWindow } from "../../../src/flow/collect/windows.ts";

const minute = 60_000;

test("a gap is read again after waits that grow to an hour", () => {
  let gaps: Gaps = [];
  const waits: number[] = [];
  for (let tries = 0; tries < 6; tries += 1) {
    gaps = withGap(gaps, { from: 0, to: 10 }, 1_000);
    waits.push(((gaps[0]?.nextAt ?? 0) - 1_000) / minute);
  }
  expect(waits).toEqual([5, 10, 20, 40, 60, 60]);
  expect(gaps).toHaveLength(1);
});

test.each([
  ["all of it", { from: 0, to: 20 }, []],
  ["its beginning", { from: 0, to: 5 }, [[5, 10]]],
  ["its end", { from: 5, to: 20 }, [[2, 5]]],
  [
    "its middle",
    { from: 4, to: 6 },
    [
      [2, 4],
      [6, 10],
    ],
  ],
  ["nothing, before it", { from: 0, to: 2 }, [[2, 10]]],
  ["nothing, behind it", { from: 10, to: 20 }, [[2, 10]]],
])("a proof takes away what it covers: %s", (_, window, left) => {
  const gaps = proven(withGap([], { from: 2, to: 10 }, 0), window);
  expect(gaps.map(({ from, to }) => [from, to])).toEqual(left);
});

test("all is complete to the oldest gap, or to the frontier where there is none", () => {
  const gaps = withGap(withGap([], { from: 50, to: 60 }, 0), { from: 20, to: 30 }, 0);
  expect(completeTo(gaps, 100)).toBe(20);
  expect(completeTo([], 100)).toBe(100);
});

test("whatever is noted and proven, a moment is in doubt exactly if it was last noted as a gap", () => {
  const window = fc
    .tuple(fc.nat(30), fc.nat(30))
    .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), window)), (steps) => {
      let gaps: Gaps = [];
      const doubt = new Map<number, boolean>();
      for (const [isGap, span] of steps) {
        gaps = isGap ? withGap(gaps, span, 0) : proven(gaps, span);
        for (const at of moments(span)) doubt.set(at, isGap);
      }
      const doubted = [...doubt].filter(([, isGap]) => isGap).map(([at]) => at);
      expect(gaps.flatMap(moments)).toEqual(doubted.sort((a, b) => a - b));
    }),
  );
});

function moments({ from, to }: ReadWindow): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
