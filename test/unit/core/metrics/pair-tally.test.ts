import { describe, expect, it } from "vitest";
import { PairTally } from "../../../../src/core/metrics/pair-tally.ts";

const pairs = Array.from(
  { length: 1_000 },
  (_, each) => [each % 25, Math.floor(each / 25)] as const,
);

/** Counts a pair as often as told, with ten times as much of a sum. */
function add(tally: PairTally, [first, second]: readonly [number, number], count: number): void {
  const place = tally.at(first, second);
  tally.counts[place] = (tally.counts[place] as number) + count;
  tally.sums[place] = (tally.sums[place] as number) + count * 10;
}

const held = (tally: PairTally, [first, second]: readonly [number, number]) => {
  const place = tally.at(first, second);
  return [tally.counts[place], tally.sums[place]];
};

describe("a tally of pairs", () => {
  it("keeps each pair's own count and sum, however many there are", () => {
    const tally = new PairTally();
    pairs.forEach((pair, each) => {
      add(tally, pair, each + 1);
    });
    expect(pairs.map((pair) => held(tally, pair))).toEqual(
      pairs.map((_, each) => [each + 1, (each + 1) * 10]),
    );
  });

  it("grows so that at most half of it is filled, and only then", () => {
    const tally = new PairTally();
    for (const pair of pairs.slice(0, 32)) add(tally, pair, 1);
    expect(tally.counts).toHaveLength(64);
    add(tally, pairs[32] as [number, number], 1);
    expect(tally.counts).toHaveLength(128);
    expect(tally.sums).toHaveLength(128);
  });

  it("lets go of pairs that count nothing any more when it would have to grow", () => {
    const tally = new PairTally();
    for (const pair of pairs) {
      add(tally, pair, 1);
      add(tally, pair, -1);
    }
    expect(tally.counts).toHaveLength(64);
    const [last] = pairs.slice(-1) as [[number, number]];
    add(tally, last, 3);
    expect(held(tally, last)).toEqual([3, 30]);
  });

  it("takes back what went below its room once pairs are gone", () => {
    const tally = new PairTally();
    for (const pair of pairs) add(tally, pair, 1);
    for (const pair of pairs.slice(5)) add(tally, pair, -1);
    for (let fresh = 0; fresh < 2_000; fresh++) add(tally, [100, fresh], fresh < 1 ? 1 : 0);
    expect(tally.counts).toHaveLength(64);
    expect(pairs.slice(0, 5).map((pair) => held(tally, pair)[0])).toEqual([1, 1, 1, 1, 1]);
    expect(held(tally, [100, 0])).toEqual([1, 10]);
  });

  it("is empty after it was cleared", () => {
    const tally = new PairTally();
    for (const pair of pairs.slice(0, 20)) add(tally, pair, 7);
    tally.clear();
    expect([...tally.counts, ...tally.sums].every((each) => each === 0)).toBe(true);
    for (const pair of pairs.slice(20, 52)) add(tally, pair, 1);
    expect(tally.counts).toHaveLength(64);
    expect(held(tally, [0, 0])).toEqual([0, 0]);
  });
});
