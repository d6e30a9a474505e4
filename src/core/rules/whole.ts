import type { Unit } from "./spec.ts";

/** Whole is a value as whole numerator over whole, positive denominator, of any size. */
export interface Whole {
  readonly n: bigint;
  readonly d: bigint;
}

const PARTS = 1_000_000;
const THOUSAND = 1_000;

/** wholeOf takes a number of the configuration (a limit, a least deviation) as it is, to the sixth decimal. */
export function wholeOf(value: number): Whole {
  if (Number.isInteger(value)) return { n: BigInt(value), d: 1n };
  return { n: BigInt(Math.round(value * PARTS)), d: BigInt(PARTS) };
}

/** toldAs rounds a value for a finding, halves away from zero: to a whole number of its unit, and counts to the thousandth. */
export function toldAs({ n, d }: Whole, unit: Unit): number {
  if (unit !== "count") return nearest({ n, d });
  return nearest({ n: n * BigInt(THOUSAND), d }) / THOUSAND;
}

/** nearest is the nearest whole number, halves away from zero. */
export function nearest({ n, d }: Whole): number {
  const size = n < 0n ? -n : n;
  const rounded = (size * 2n + d) / (d * 2n);
  return Number(n < 0n ? -rounded : rounded);
}
