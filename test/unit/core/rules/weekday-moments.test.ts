import { describe, expect, it } from "vitest";
import { WeekdayMoments } from "../../../../src/core/rules/weekday-moments.ts";

/** Mondays, one after the other, and the outlook on so many days after a Sunday. */
function mondays(values: readonly number[], ahead = 1) {
  const moments = new WeekdayMoments();
  for (const value of values) moments.add(0, value, 0);
  return moments.outlook(6, ahead);
}

describe("the outlook on a weekday", () => {
  // Weights 3 to 4, and 9 to 12 to 16: v × (m + m² × Σw² / (Σw)²) for m days to come.
  it.each([
    ["is nothing where it never came", [], 1, 0, 0],
    ["is its one value, with no spread to tell", [5], 1, 5, 0],
    ["counts a week three quarters of the next", [0, 7], 1, 4, 24.5 * (1 + 25 / 49)],
    ["looks back the same way over more weeks", [37, 0, 0], 1, 9, null],
    ["of equal values has no variance, however large", [9e15, 9e15, 9e15], 1, 9e15, 0],
    ["of two such days to come", [0, 7], 8, 8, 24.5 * (2 + (4 * 25) / 49)],
  ])("%s", (_what, values, ahead, mean, variance) => {
    const outlook = mondays(values, ahead);
    expect(outlook.mean).toBeCloseTo(mean, 9);
    if (variance !== null) expect(outlook.variance).toBeCloseTo(variance, 9);
  });
});
