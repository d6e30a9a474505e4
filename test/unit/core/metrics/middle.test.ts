import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "../../../../src/core/metrics/fold.ts";
import { compareProducts, exceedsMean } from "../../../../src/core/metrics/index.ts";
import { middleOf, middleOfQuotients, middleOfWhole } from "../../../../src/core/metrics/middle.ts";

const whole = (values: readonly number[]) => {
  const { windows, low, high } = middleOfWhole(Float64Array.from(values));
  return [windows, low.n / low.d, high.n / high.d];
};

describe("the middle of values", () => {
  it.each([
    ["of none is nothing", [], [0, 0, 0]],
    ["of one is that one", [7], [1, 7, 7]],
    ["of two are both, the lower first", [9, 4], [2, 4, 9]],
    ["of an odd number is one", [5, 1, 9], [3, 5, 5]],
    ["of an even number are two", [5, 1, 9, 7, 2, 8], [6, 5, 7]],
    ["of values that are mostly alike", [3, 3, 9, 3, 3, 1], [6, 3, 3]],
    ["of a long running down", [9, 8, 7, 6, 5, 4, 3, 2, 1, 0], [10, 4, 5]],
  ])("%s", (_what, values, expected) => {
    expect(whole(values)).toEqual(expected);
    const { windows, low, high } = middleOf(values.map((n) => ({ n, d: 1 })));
    expect([windows, low.n / low.d, high.n / high.d]).toEqual(expected);
  });

  it("is that of the sorted values, however they lie", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1 }), (values) => {
        const sorted = values.toSorted((a, b) => a - b);
        const { length } = sorted;
        expect(whole(values)).toEqual([length, sorted[(length - 1) >> 1], sorted[length >> 1]]);
      }),
    );
  });

  it("of fractions compares them as they are, not by their numerators", () => {
    const { low, high } = middleOf([
      { n: 3, d: 4 },
      { n: 5, d: 2 },
      { n: 1, d: 1 },
      { n: 9, d: 10 },
    ]);
    expect([low, high]).toEqual([
      { n: 9, d: 10 },
      { n: 1, d: 1 },
    ]);
  });
});

describe("the middle of quotients", () => {
  const found = (values: readonly (readonly [number, number])[]) =>
    middleOfQuotients(
      Float64Array.from(values, ([n]) => n),
      Float64Array.from(values, ([, d]) => d),
      new Float64Array(values.length),
    );
  const same = (values: readonly (readonly [number, number])[]) => {
    const expected = middleOf(values.map(([n, d]) => ({ n, d })));
    const { windows, low, high } = found(values);
    expect(windows).toBe(expected.windows);
    for (const [one, other] of [
      [low, expected.low],
      [high, expected.high],
    ] as const) {
      expect(BigInt(one.n) * BigInt(other.d)).toBe(BigInt(other.n) * BigInt(one.d));
    }
  };

  it("is that of the fractions", () => {
    const part = fc.integer({ min: 0, max: 9 });
    const near = fc.integer({ min: 2 ** 53 - 9, max: 2 ** 53 - 1 });
    const quotient = fc.oneof(
      fc.tuple(part, fc.integer({ min: 1, max: 9 })),
      fc.tuple(near, near),
      fc.tuple(near, fc.constant(3)),
    );
    fc.assert(
      fc.property(fc.array(quotient, { maxLength: 9 }), (values) => {
        same(values);
      }),
    );
  });

  it("is exact where different quotients are the same double", () => {
    const most = 2 ** 53 - 1;
    // All three are 1 as doubles, or a hair off: only whole numbers tell which lies between.
    same([
      [most, most - 1],
      [most - 1, most - 2],
      [most - 2, most - 3],
    ]);
    expect(found([])).toEqual({ windows: 0, low: { n: 0, d: 1 }, high: { n: 0, d: 1 } });
  });
});

describe("comparing where doubles cannot tell", () => {
  const [a, b] = [94_906_267, 94_906_265];

  it("decides products that differ by less than a double can hold", () => {
    // a·b is one less than the square between them, beyond 2^53 both.
    expect(compareProducts(a, b, 1, 94_906_266, 94_906_266, 1)).toBeLessThan(0);
    expect(compareProducts(94_906_266, 94_906_266, 1, a, b, 1)).toBeGreaterThan(0);
    expect(compareProducts(a, b, 3, b, a, 3)).toBe(0);
  });

  it("decides a value that is past its mean by less than a double can hold, and one that is on it", () => {
    const times = 1_000_000;
    const value = { n: a * 10_000_001, d: a };
    const third = { n: 10_000_001, d: 1 };
    expect(exceedsMean(value, times, times, third, third)).toBe(false);
    const big = Number.MAX_SAFE_INTEGER;
    expect(exceedsMean({ n: big, d: 1 }, 1, 1, { n: big - 1, d: 1 }, { n: big, d: 1 })).toBe(true);
    expect(exceedsMean({ n: big - 1, d: 1 }, 1, 1, { n: big - 1, d: 1 }, { n: big, d: 1 })).toBe(
      false,
    );
    expect(exceedsMean({ n: 1, d: 3 }, 3, 1, { n: 1, d: 1 }, { n: 1, d: 1 })).toBe(false);
    expect(exceedsMean({ n: big, d: 3 }, 6, 4, { n: big, d: 2 }, { n: big, d: 2 })).toBe(false);
    expect(exceedsMean({ n: big, d: 3 }, 6, 4, { n: big - 1, d: 2 }, { n: big, d: 2 })).toBe(true);
  });
});

describe("a metric over a handful of rows", () => {
  const columns = {
    task: [1, 2, 1, 3],
    spend: (slot: number) => [5, 7, 6, 2][slot] as number,
    neoCredits: [3, 1, 2, 9],
    executionMs: [30, Number.NaN, 10, 20],
  } as never;
  const slots = [0, 1, 2, 3];

  it.each([
    ["streams", undefined, 4],
    ["tasks", undefined, 3],
    ["sum:neo_credits", undefined, 15],
    ["sum:execution_time", undefined, 60],
    ["values:execution_time", 50, 20],
    ["values:execution_time", 95, 30],
    ["values:execution_time", undefined, 10],
    ["task_values", 50, 7],
    ["task_values", 100, 11],
    ["task_values", undefined, 2],
  ] as const)("%s %s is worked out from scratch: %d", (source, percent, expected) => {
    const part = percent === undefined ? { source } : { source, percent };
    expect(fold(part as never, columns, slots)).toBe(expected);
  });

  it("is no value where there are none to rank", () => {
    expect(fold({ source: "values:execution_time", percent: 50 } as never, columns, [1])).toBeNaN();
    expect(fold({ source: "task_values", percent: 50 } as never, columns, [])).toBeNaN();
  });
});
