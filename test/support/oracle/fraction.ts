/** Fraction is an exact quotient in lowest terms; its denominator is above 0. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

/** fraction is n over d. */
export function fraction(n: bigint, d = 1n): Fraction {
  const sign = d < 0n ? -1n : 1n;
  let [a, b] = [n < 0n ? -n : n, d * sign];
  while (b > 0n) [a, b] = [b, a % b];
  return { n: (sign * n) / a, d: (sign * d) / a };
}

/** add is a + b. */
export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.d + b.n * a.d, a.d * b.d);
}

/** minus is a − b. */
export function minus(a: Fraction, b: Fraction): Fraction {
  return add(a, { n: -b.n, d: b.d });
}

/** times is a × b. */
export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.n, a.d * b.d);
}

/** atLeast is the larger of the two. */
export function atLeast(a: Fraction, least: Fraction): Fraction {
  return minus(a, least).n > 0n ? a : least;
}

/** root is the square root of what is not negative, cut off after 30 digits. */
export function root({ n, d }: Fraction): Fraction {
  const scale = 10n ** 30n;
  const square = (n * scale * scale) / d;
  if (square === 0n) return fraction(0n);
  let guess = 1n << BigInt(Math.ceil(square.toString(2).length / 2));
  for (;;) {
    const better = (guess + square / guess) / 2n;
    if (better >= guess) return fraction(guess, scale);
    guess = better;
  }
}

/** nearest is the nearest whole number, halves upwards. */
export function nearest({ n, d }: Fraction): number {
  const doubled = 2n * n + d;
  const whole = doubled / (2n * d);
  return Number(doubled < 0n && doubled % (2n * d) !== 0n ? whole - 1n : whole);
}
