import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PairTally, SortedValues } from "../../../../src/core/metrics/index.ts";

const PERCENTS = [50, 95, 99, 100];
const percentilesOf = (sorted: SortedValues) => PERCENTS.map((each) => sorted.percentile(each));
const nearest = (plain: readonly number[], percent: number) =>
  plain[Math.max(1, Math.ceil((percent * plain.length) / 100)) - 1] ?? Number.NaN;

interface Move {
  readonly sign: number;
  readonly value: number;
  readonly often: number;
}

/** Adds a value so many times to both, or takes it back as often as it is there. */
function change(sorted: SortedValues, plain: number[], { sign, value, often }: Move): void {
  if (sign > 0) {
    for (let each = 0; each < often; each++) sorted.add(value);
    plain.push(...Array.from({ length: often }, () => value));
  } else {
    const held = Math.min(often, plain.filter((each) => each === value).length);
    for (let each = 0; each < held; each++) sorted.remove(value);
    plain.splice(plain.indexOf(value), held);
  }
  plain.sort((a, b) => a - b);
}

describe("sorted values", () => {
  it("give exact percentiles while values come and go, in any number", () => {
    const move = fc.record({
      sign: fc.constantFrom(1, 1, -1),
      value: fc.integer({ min: 0, max: 40 }),
      often: fc.constantFrom(1, 1, 700),
    });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        const sorted = new SortedValues();
        const plain: number[] = [];
        for (const move of moves) {
          change(sorted, plain, move);
          expect(sorted.size).toBe(plain.length);
          expect(percentilesOf(sorted)).toEqual(PERCENTS.map((percent) => nearest(plain, percent)));
        }
      }),
      { numRuns: 40 },
    );
  });

  it("refuse to give back what was never added", () => {
    const sorted = new SortedValues();
    sorted.add(1);
    expect(() => sorted.remove(2)).toThrow("never added");
  });
});

describe("a tally of pairs", () => {
  it("keeps its counts while pairs without any are dropped", () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 3 }));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(pair, fc.constantFrom(1, 1, -1)), { maxLength: 800 }),
        (moves) => {
          const tally = new PairTally();
          const plain = new Map<string, number>();
          for (const [[first, second], by] of moves) {
            const count = plain.get(`${first} ${second}`) ?? 0;
            const place = tally.at(first, second);
            expect(tally.counts[place]).toBe(count);
            expect(tally.sums[place]).toBe(count * 10);
            if (count + by < 0) continue;
            tally.counts[place] = count + by;
            tally.sums[place] = (count + by) * 10;
            plain.set(`${first} ${second}`, count + by);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
