import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareProducts,
  exceedsMean,
  meanOf,
  roundedQuotient,
} from "../../../../src/core/metrics/index.ts";

const MAX = Number.MAX_SAFE_INTEGER;
const whole = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.maxSafeInteger(),
  fc.integer({ min: -3, max: 0 }).map((less) => MAX + less),
);
const positive = whole.map((value) => Math.max(1, Math.abs(value)));
const big = BigInt;

/** The nearest whole number to n/d, halves away from zero, in big integers. */
function nearest(n: bigint, d: bigint): number {
  const size = n < 0n ? -n : n;
  const rounded = (2n * size + d) / (2n * d);
  return rounded === 0n ? 0 : Number(n < 0n ? -rounded : rounded);
}

describe("exact arithmetic", () => {
  it("compares products as big integers do", () => {
    fc.assert(
      fc.property(whole, whole, positive, whole, positive, fc.constantFrom(0, 1), (...all) => {
        const [a, b, c, d, e, same] = all;
        const left = [a, b, c] as const;
        const right = same === 1 ? ([c, a, b] as const) : ([d, e, 1] as const);
        const exact = big(a) * big(b) * big(c) - big(right[0]) * big(right[1]) * big(right[2]);
        expect(Math.sign(compareProducts(...left, ...right))).toBe(
          exact > 0n ? 1 : exact < 0n ? -1 : 0,
        );
      }),
    );
  });

  it("compares limits that are no whole numbers as well as doubles can", () => {
    expect(compareProducts(3, 1_000_000, 1, 2.5, 1_000_000, 1)).toBeGreaterThan(0);
    expect(compareProducts(5, 1, 1, 2.5, 2, 1)).toBe(0);
  });

  it.each([
    [1, 1_000_000, 3, 333_333],
    [2, 1_000_000, 3, 666_667],
    [1, 1, 2, 1],
    [-1, 1, 2, -1],
    [-1, 1, 3, 0],
    [0, 1_000_000, 7, 0],
    [MAX, 1_000_000, MAX, 1_000_000],
  ])("rounds %d × %d / %d to %d", (n, factor, d, expected) => {
    expect(roundedQuotient(n, factor, d)).toBe(expected);
  });

  it("rounds quotients as big integers do", () => {
    fc.assert(
      fc.property(whole, positive, positive, (n, factor, d) => {
        expect(roundedQuotient(n, factor, d)).toBe(nearest(big(n) * big(factor), big(d)));
      }),
    );
  });

  it("compares with the mean of two fractions as big integers do, halves included", () => {
    const fraction = fc.record({ n: whole, d: positive });
    const times = fc.constantFrom(500_000, 1_000_000, 3_000_000);
    fc.assert(
      fc.property(
        fraction,
        fraction,
        fraction,
        times,
        fc.boolean(),
        (value, low, high, t, same) => {
          const v = same ? low : value;
          const left = 2n * 1_000_000n * big(v.n) * big(low.d) * big(high.d);
          const sum = big(low.n) * big(high.d) + big(high.n) * big(low.d);
          expect(exceedsMean(v, 1_000_000, t, low, high)).toBe(left > big(t) * sum * big(v.d));
          expect(meanOf(low, high, t, 1_000_000)).toBe(
            nearest(sum * big(t), big(low.d) * big(high.d) * 2_000_000n),
          );
        },
      ),
    );
  });
});
