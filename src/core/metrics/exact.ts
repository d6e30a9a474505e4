/** Fraction is a value as numerator over denominator, both whole; a denominator of 0 means that there is no value. */
export interface Fraction {
  readonly n: number;
  readonly d: number;
}

/**
 * compareProducts compares a1·a2·a3 with b1·b2·b3 exactly: below 0, 0 or above 0 as for a sort.
 * Doubles decide where they can (the products are whole and small, or far apart); big integers do the rest.
 */
export function compareProducts(
  a1: number,
  a2: number,
  a3: number,
  b1: number,
  b2: number,
  b3: number,
): number {
  const a = a1 * a2 * a3;
  const b = b1 * b2 * b3;
  const far = Math.abs(a - b) > (Math.abs(a) + Math.abs(b)) * 1e-15;
  if (far || (Number.isSafeInteger(a) && Number.isSafeInteger(b))) return a - b;
  if (![a1, a2, a3, b1, b2, b3].every(Number.isInteger)) return a - b;
  const exact = BigInt(a1) * BigInt(a2) * BigInt(a3) - BigInt(b1) * BigInt(b2) * BigInt(b3);
  return exact > 0n ? 1 : exact < 0n ? -1 : 0;
}

/** roundedQuotient is n·factor/d as the nearest whole number, halves away from zero, without rounding on the way. */
export function roundedQuotient(n: number, factor: number, d: number): number {
  const product = Math.abs(n) * factor;
  const sign = n < 0 ? -1 : 1;
  if (!Number.isSafeInteger(product)) return sign * bigQuotient(Math.abs(n), factor, d);
  const rest = product % d;
  const whole = (product - rest) / d;
  return withoutNegativeZero(sign * (rest * 2 >= d ? whole + 1 : whole));
}

/** commonDivisor is the greatest whole number that divides both; the other one where one is 0. */
export function commonDivisor(a: number, b: number): number {
  let [greater, rest] = [a, b];
  while (rest > 0) [greater, rest] = [rest, greater % rest];
  return greater;
}

/** exceedsMean says whether value × scale > times × (low + high) / 2 holds, exactly. */
export function exceedsMean(
  value: Fraction,
  scale: number,
  times: number,
  low: Fraction,
  high: Fraction,
): boolean {
  const left = (value.n / value.d) * scale * 2;
  const parts = [(low.n / low.d) * times, (high.n / high.d) * times] as const;
  const span = Math.abs(left) + Math.abs(parts[0]) + Math.abs(parts[1]);
  const gap = left - parts[0] - parts[1];
  if (Math.abs(gap) > span * 1e-14) return gap > 0;
  const sum = BigInt(low.n) * BigInt(high.d) + BigInt(high.n) * BigInt(low.d);
  const exactLeft = BigInt(value.n) * BigInt(scale) * 2n * BigInt(low.d) * BigInt(high.d);
  return exactLeft > BigInt(times) * sum * BigInt(value.d);
}

/** meanOf is (low + high)/2 × factor / unit as the nearest whole number, halves away from zero, exactly. */
export function meanOf(low: Fraction, high: Fraction, factor: number, unit: number): number {
  const plain = low.n * high.d + high.n * low.d;
  const under = low.d * high.d * 2 * unit;
  if (Number.isSafeInteger(plain) && Number.isSafeInteger(under)) {
    return roundedQuotient(plain, factor, under);
  }
  const sum = BigInt(low.n) * BigInt(high.d) + BigInt(high.n) * BigInt(low.d);
  const numerator = sum * BigInt(factor);
  const denominator = BigInt(low.d) * BigInt(high.d) * 2n * BigInt(unit);
  return nearest(numerator, denominator);
}

/** nearest is n/d as the nearest whole number, halves away from zero; d is above 0. */
export function nearest(n: bigint, d: bigint): number {
  const size = n < 0n ? -n : n;
  const rounded = (size * 2n + d) / (d * 2n);
  return Number(n < 0n ? -rounded : rounded);
}

function bigQuotient(n: number, factor: number, d: number): number {
  if (![n, factor, d].every(Number.isInteger)) return Math.round((n * factor) / d);
  return nearest(BigInt(n) * BigInt(factor), BigInt(d));
}

function withoutNegativeZero(value: number): number {
  return value === 0 ? 0 : value;
}
