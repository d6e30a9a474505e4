import { describe, expect, it } from "vitest";
import type { AnomalyRule } from "../../../../src/core/rules/index.ts";
import { AT, anomaly, days } from "./anomaly-rows.ts";
import { DAY, findingsOf, HOUR, seenOf } from "./rule-builders.ts";

describe("an anomaly", () => {
  it.each<[string, number, number[], Partial<AnomalyRule>, object]>([
    // Median 12, MAD 2: fires beyond 12 + 3.5 × 2 / 0.6745 = 22.38.
    [
      "23 after 10, 12, 14, 9, 15",
      23,
      [10, 12, 14, 9, 15],
      {},
      {
        breached: true,
        limit: 22,
        baseline: { median: 12, windows: 5, mad: 2, scoreMilli: 3_710 },
      },
    ],
    [
      "22 after 10, 12, 14, 9, 15",
      22,
      [10, 12, 14, 9, 15],
      {},
      {
        breached: false,
        limit: 22,
        baseline: { median: 12, windows: 5, mad: 2, scoreMilli: 3_373 },
      },
    ],
    [
      "an even number of peers, with halves",
      30,
      [10, 12, 13, 20],
      {},
      {
        breached: true,
        limit: 20,
        baseline: { median: 13, windows: 4, mad: 2, scoreMilli: 7_869 },
      },
    ],
    [
      "what lies below, watched above",
      0,
      [10, 12, 14, 9, 15],
      {},
      { breached: false, baseline: { median: 12, windows: 5, mad: 2, scoreMilli: -4_047 } },
    ],
    [
      "what lies below, watched below",
      0,
      [10, 12, 14, 9, 15],
      { direction: "below" },
      { breached: true, limit: 2 },
    ],
    [
      "what lies above, watched below",
      99,
      [10, 12, 14, 9, 15],
      { direction: "below" },
      { breached: false },
    ],
    [
      "what lies below, watched on both sides",
      0,
      [10, 12, 14, 9, 15],
      { direction: "both" },
      { breached: true, limit: 2 },
    ],
    [
      "what lies above, watched on both sides",
      23,
      [10, 12, 14, 9, 15],
      { direction: "both" },
      { breached: true, limit: 22 },
    ],
    [
      "a deviation of at_least exactly",
      23,
      [10, 12, 14, 9, 15],
      { atLeast: 11 },
      { breached: true, limit: 23 },
    ],
    [
      "a deviation below at_least",
      23,
      [10, 12, 14, 9, 15],
      { atLeast: 12 },
      { breached: false, limit: 24 },
    ],
    // MAD 0, mean absolute deviation 1: fires beyond 10 + 3.5 × 1.253314.
    [
      "15 where most peers are alike",
      15,
      [10, 10, 10, 10, 5],
      {},
      {
        breached: true,
        limit: 14,
        baseline: { median: 10, windows: 5, mad: 0, scoreMilli: 3_989 },
      },
    ],
    [
      "14 where most peers are alike",
      14,
      [10, 10, 10, 10, 5],
      {},
      {
        breached: false,
        limit: 14,
        baseline: { median: 10, windows: 5, mad: 0, scoreMilli: 3_192 },
      },
    ],
    [
      "any deviation where all peers are alike",
      11,
      [10, 10, 10, 10],
      {},
      { breached: true, limit: 10, baseline: { median: 10, windows: 4, mad: 0, scoreMilli: null } },
    ],
    [
      "none where all peers are alike",
      10,
      [10, 10, 10, 10],
      {},
      {
        breached: false,
        limit: 10,
        baseline: { median: 10, windows: 4, mad: 0, scoreMilli: null },
      },
    ],
    [
      "less than at_least where all peers are alike",
      14,
      [10, 10, 10, 10],
      { atLeast: 5 },
      { breached: false, limit: 15 },
    ],
    [
      "at_least where all peers are alike",
      15,
      [10, 10, 10, 10],
      { atLeast: 5 },
      { breached: true, limit: 15 },
    ],
    [
      "the same where nothing ever was",
      0,
      [0, 0, 0, 0],
      { direction: "both" },
      { breached: false },
    ],
  ])("judges %s", (_case, now, earlier, part, expected) => {
    const rule = anomaly(part);
    const asked = seenOf(rule, days(now, ...earlier), AT);
    expect(asked).toMatchObject(expected);
    expect(asked.cleared).toBe(!asked.breached);
    expect(findingsOf(rule, days(now, ...earlier), AT)).toHaveLength(asked.breached ? 1 : 0);
  });

  it("fires beyond the score and not at it, to the last digit", () => {
    // Median 0, MAD 6,745: a standard deviation is 10,000.
    const earlier = [0, 0, 0, 6_745, 6_745, 6_745, 13_490].map((each) => each * 1_000_000);
    const at = (value: number) =>
      findingsOf(anomaly({ sensitivityMilli: 1_000 }), days(value, ...earlier), AT);
    const level = 6_745_000_000 + 10_000_000_000;
    expect(at(level)).toEqual([]);
    expect(at(level + 1)).toHaveLength(1);
  });

  it("is exact where doubles would round, near the largest amounts", () => {
    const far = 8 * 10 ** 14;
    const earlier = [far, far, far, far];
    expect(findingsOf(anomaly(), days(far + 1, ...earlier), AT)).toHaveLength(1);
    expect(findingsOf(anomaly(), days(far, ...earlier), AT)).toEqual([]);
  });

  it("tells a count's median and MAD with their halves", () => {
    const rule = anomaly({ metric: { name: "steps" } });
    expect(seenOf(rule, days(30, 10, 11, 14, 20), AT)).toMatchObject({
      baseline: { median: 12.5, mad: 2, windows: 4 },
      limit: 22.878,
    });
  });

  it("has terms that hold each thing that decides", () => {
    const terms = (part = {}) => seenOf(anomaly(part), days(1), AT).terms;
    const variants = [
      {},
      { sensitivityMilli: 3_000 },
      { versusMs: 9 * DAY },
      { season: "week" },
      { timezone: "Europe/Berlin" },
      { direction: "both" },
      { atLeast: 2 },
      { overMs: 2 * HOUR },
      { minStreams: 2 },
    ].map(terms);
    expect(new Set(variants).size).toBe(variants.length);
  });
});
