import { nearest } from "../metrics/exact.ts";
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
  if (unit !== "count") return nearest(n, d);
  return nearest(n * BigInt(THOUSAND), d) / THOUSAND;
}
