import type { Fraction } from "../metrics/exact.ts";
import { middleOfWhole } from "../metrics/middle.ts";
import type { Whole } from "./whole.ts";

/** MIN_PEERS is the number of seasonal peers below which an anomaly rule says nothing: the median of fewer is no measure. */
export const MIN_PEERS = 4;

/**
 * Robust is what seasonal peers tell of what is usual. Everything is a whole number of 1/`unit`, so that comparisons are exact.
 * `sigma` stands for a standard deviation (Iglewicz and Hoaglin, 1993): MAD / 0.6745, or, where more than half of the peers are
 * alike and the MAD is 0, 1.253314 × the mean absolute deviation. Where that is 0 as well, there is no scale.
 */
export interface Robust {
  readonly unit: bigint;
  readonly median: bigint;
  readonly mad: Whole;
  readonly sigma: Whole;
}

/** robustOf works out the measure of some values; at least one. */
export function robustOf(values: readonly Fraction[]): Robust {
  // Twice the common denominator: the median may lie between two values.
  const unit = 2n * values.reduce((common, { d }) => leastCommon(common, BigInt(d)), 1n);
  const wholes = values.map(({ n, d }) => BigInt(n) * (unit / BigInt(d)));
  const median = twiceMiddle(wholes) / 2n;
  const away = wholes.map((value) => distance(value, median));
  const mad = { n: twiceMiddle(away), d: 2n };
  const sum = away.reduce((total, each) => total + each, 0n);
  return { unit, median, mad, sigma: sigmaOf(mad, sum, values.length) };
}

/** `sum` is that of the distances from the median. */
function sigmaOf(mad: Whole, sum: bigint, values: number): Whole {
  return mad.n > 0n
    ? { n: mad.n * 10_000n, d: 2n * 6_745n }
    : { n: sum * 1_253_314n, d: 1_000_000n * BigInt(values) };
}

/** robustOfWhole is robustOf for whole numbers, which it moves about; null where doubles do not hold what it takes exactly. */
export function robustOfWhole(values: Float64Array): Robust | null {
  const { low, high } = middleOfWhole(values);
  const median = low.n + high.n;
  let sum = 0;
  for (let each = 0; each < values.length; each++) {
    const away = Math.abs(2 * (values[each] as number) - median);
    values[each] = away;
    sum += away;
  }
  if (!(sum + Math.abs(median) <= 2 ** 51)) return null;
  const { low: near, high: far } = middleOfWhole(values);
  const mad = { n: BigInt(near.n + far.n), d: 2n };
  return { unit: 2n, median: BigInt(median), mad, sigma: sigmaOf(mad, BigInt(sum), values.length) };
}

/** roughly is what `robustOf` works out in doubles, for values whose running order does not matter: it moves them about. */
export function roughly(values: Float64Array): { median: number; mad: number; sigma: number } {
  const median = middle(values);
  let sum = 0;
  for (let each = 0; each < values.length; each++) {
    const away = Math.abs((values[each] as number) - median);
    values[each] = away;
    sum += away;
  }
  const mad = middle(values);
  return { median, mad, sigma: mad > 0 ? mad / 0.6745 : (1.253314 * sum) / values.length };
}

/** How far apart two numbers are. */
function distance(a: bigint, b: bigint): bigint {
  return a > b ? a - b : b - a;
}

function middle(values: Float64Array): number {
  const { low, high } = middleOfWhole(values);
  return (low.n + high.n) / 2;
}

function twiceMiddle(values: readonly bigint[]): bigint {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const { length } = sorted;
  return (sorted[(length - 1) >> 1] as bigint) + (sorted[length >> 1] as bigint);
}

function leastCommon(a: bigint, b: bigint): bigint {
  let [greater, rest] = [a, b];
  while (rest > 0n) [greater, rest] = [rest, greater % rest];
  return (a / greater) * b;
}
