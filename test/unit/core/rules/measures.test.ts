import { describe, expect, it } from "vitest";
import { GroupSet } from "../../../../src/core/rules/group-set.ts";
import { leastOf } from "../../../../src/core/rules/least.ts";
import { quantile, Z } from "../../../../src/core/rules/quantile.ts";
import { robustOf, robustOfWhole, roughly } from "../../../../src/core/rules/robust.ts";
import { toldAs, wholeOf } from "../../../../src/core/rules/whole.ts";

const told = (values: readonly number[], d = 1) => {
  const { unit, median, mad, sigma } = robustOf(values.map((n) => ({ n, d })));
  const number = ({ n, d: parts }: { n: bigint; d: bigint }) => Number(n) / Number(parts * unit);
  return { median: Number(median) / Number(unit), mad: number(mad), sigma: number(sigma) };
};

describe("robust measures", () => {
  it.each<[string, number[], { median: number; mad: number; sigma: number }]>([
    ["an odd number of values", [9, 1, 3, 4, 100], { median: 4, mad: 3, sigma: 3 / 0.6745 }],
    ["an even number of values", [10, 1, 2, 20], { median: 6, mad: 4.5, sigma: 4.5 / 0.6745 }],
    ["values that are mostly alike", [5, 5, 5, 9], { median: 5, mad: 0, sigma: 1.253314 }],
    ["values that are all alike", [5, 5, 5], { median: 5, mad: 0, sigma: 0 }],
    ["one value", [7], { median: 7, mad: 0, sigma: 0 }],
    ["values below zero", [-9, -1, -3, -4, -100], { median: -4, mad: 3, sigma: 3 / 0.6745 }],
  ])("of %s are the median, the MAD and what stands for a deviation", (_what, values, expected) => {
    const { median, mad, sigma } = told(values);
    expect(median).toBe(expected.median);
    expect(mad).toBe(expected.mad);
    expect(sigma).toBeCloseTo(expected.sigma, 9);
    const rough = roughly(Float64Array.from(values));
    expect(rough.median).toBeCloseTo(expected.median, 9);
    expect(rough.sigma).toBeCloseTo(expected.sigma, 9);
    const whole = robustOf(values.map((n) => ({ n, d: 1 })));
    expect(robustOfWhole(Float64Array.from(values))).toEqual(whole);
  });

  it("of whole numbers too large for doubles are left to big integers", () => {
    expect(robustOfWhole(Float64Array.of(0, 0, 2 ** 51))).toBeNull();
    expect(robustOfWhole(Float64Array.of(2 ** 53 - 1, 2 ** 53 - 2))).toBeNull();
    expect(robustOfWhole(Float64Array.of(0, 0, 2 ** 50))).not.toBeNull();
  });

  it("of fractions are exact over their least common denominator", () => {
    const { unit, median, mad } = robustOf([
      { n: 1, d: 4 },
      { n: 1, d: 6 },
      { n: 5, d: 6 },
    ]);
    expect(unit).toBe(24n);
    expect(median).toBe(6n);
    expect(mad).toEqual({ n: 4n, d: 2n });
    expect(
      robustOf([
        { n: 1, d: 3 },
        { n: 1, d: 3 },
      ]).unit,
    ).toBe(6n);
  });
});

describe("the quantile of a sum to come", () => {
  const mean = 1_000;
  const at = (variance: number) =>
    [Z.p10, Z.p50, Z.p90].map((z) => quantile({ mean, variance }, z));

  it.each<[string, number, number[]]>([
    ["without uncertainty is the mean", 0, [1_000, 1_000, 1_000]],
    ["with little is nearly the normal distribution's", 10_000, [874, 997, 1_130]],
    ["with much is skewed", 1_000_000, [98, 702, 2_280]],
    [
      "with more than the law holds for is no higher, and never below nothing",
      9_000_000,
      [0, 0, 2_807],
    ],
    ["with most is as high as with much", 90_000_000, [0, 0, 2_807]],
  ])("%s", (_what, variance, expected) => {
    expect(at(variance)).toEqual(expected);
  });

  it("of nothing is nothing", () => {
    expect(quantile({ mean: 0, variance: 5 }, Z.p90)).toBe(0);
    expect(quantile({ mean: -1, variance: 5 }, Z.p90)).toBe(0);
  });
});

describe("whole numbers", () => {
  it.each([
    [5, { n: 5n, d: 1n }],
    [-5, { n: -5n, d: 1n }],
    [0.25, { n: 250_000n, d: 1_000_000n }],
    [2.000_000_4, { n: 2_000_000n, d: 1_000_000n }],
  ])("take %d of the configuration to the sixth decimal", (value, whole) => {
    expect(wholeOf(value)).toEqual(whole);
  });

  it.each([
    ["count", 2.667],
    ["nano", 3],
  ] as const)("are told of eight thirds as %s: %d", (unit, value) => {
    expect(toldAs({ n: 8n, d: 3n }, unit)).toBe(value);
  });
});

describe("the least that a group must come to", () => {
  it.each([
    ["a level", 6, 3, 4, { n: 2, streams: 4 }],
    ["a level of nothing", 0, 3, 0, { n: 0, streams: 1 }],
    ["a level below nothing, which every group is above", -1, 3, 1, { n: -Infinity, streams: 1 }],
  ])("for %s", (_what, level, scale, streams, { n, streams: least }) => {
    const found = leastOf(level, scale, streams);
    expect(found.streams).toBe(least);
    if (n === -Infinity) expect(found.n).toBe(n);
    else expect(found.n).toBeCloseTo(n, 9);
    expect(found.n).toBeLessThanOrEqual(n);
  });
});

describe("a set of groups", () => {
  const of = (...groups: number[]) => {
    const set = new GroupSet();
    for (const group of groups) set.add(group);
    return set;
  };
  const sorted = (set: GroupSet) => [...set.groups].sort((a, b) => a - b);

  it("holds each group once, whatever its number", () => {
    expect(of().groups).toEqual([]);
    expect(sorted(of(3, 0, 3, 900, 16, 17, 0))).toEqual([0, 3, 16, 17, 900]);
  });

  it("lets go of any of them and of no other, and takes them anew", () => {
    const set = of(1, 2, 3, 4);
    for (const group of [2, 2, 7_000, 0]) set.delete(group);
    expect(sorted(set)).toEqual([1, 3, 4]);
    set.delete(4);
    set.delete(3);
    expect(sorted(set)).toEqual([1]);
    set.add(2);
    set.add(4);
    expect(sorted(set)).toEqual([1, 2, 4]);
    for (const group of [1, 4, 2]) set.delete(group);
    expect(set.groups).toEqual([]);
  });
});
