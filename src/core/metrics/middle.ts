import { compareProducts, type Fraction } from "./exact.ts";

/** Middle is a median before it is halved: the two middle values (the same one where the number is odd) of so many windows. */
export interface Middle {
  readonly windows: number;
  readonly low: Fraction;
  readonly high: Fraction;
}

/** middleOf finds the middle of exact fractions; zero where there are none. */
export function middleOf(values: readonly Fraction[]): Middle {
  const sorted = [...values].sort((a, b) => compareProducts(a.n, b.d, 1, b.n, a.d, 1));
  const windows = sorted.length;
  const low = sorted[(windows - 1) >> 1] ?? { n: 0, d: 1 };
  return { windows, low, high: sorted[windows >> 1] ?? low };
}

/** middleOfWhole is middleOf for whole numbers; it sorts them where they are. */
export function middleOfWhole(values: Float64Array): Middle {
  values.sort();
  const windows = values.length;
  const low = { n: values[(windows - 1) >> 1] ?? 0, d: 1 };
  return { windows, low, high: { n: values[windows >> 1] ?? 0, d: 1 } };
}
