import { WEEKDAYS } from "./spec.ts";

/** Outlook is the distribution of what is still to come, by its first two moments. */
export interface Outlook {
  readonly mean: number;
  readonly variance: number;
}

const DAYS = WEEKDAYS.length;

/**
 * WEEK_DISCOUNT is what a day counts of the same weekday a week later. Spending does not stay at one level, and what was last
 * says most of what is to come: the mean is then Brown's exponential smoothing, one for each weekday (Smoothing, Forecasting
 * and Prediction of Discrete Time Series, 1963). At three quarters half of the weight lies on the last two and a half weeks;
 * where the level stands still, that costs little (decision 13 has the figures).
 */
export const WEEK_DISCOUNT = 3 / 4;

/**
 * Moments keeps mean and variance of values, each of which counts WEEK_DISCOUNT of the one after it, as they come (West,
 * Updating mean and variance estimates: an improved method, CACM 22, 1979): from differences to the mean until then, so that
 * equal values have no variance at all and large ones beside small ones lose nothing.
 */
class Moments {
  mean = 0;
  /** Unbiased for weights that stand for importance; 0 for a single value, of which no spread can be told. */
  variance = 0;
  /** How many values of equal weight tell as much (Kish's effective size). */
  size = 0;
  #weight = 1;
  #weights = 0;
  #squaredWeights = 0;
  #spread = 0;

  add(value: number): void {
    const before = this.#weights;
    this.#weights += this.#weight;
    this.#squaredWeights += this.#weight * this.#weight;
    const off = value - this.mean;
    const step = (off * this.#weight) / this.#weights;
    this.mean += step;
    this.#spread += before * off * step;
    // Only ratios count: that the newest weighs ever more comes to the same as that the older weigh less.
    this.#weight /= WEEK_DISCOUNT;
    this.size = (this.#weights * this.#weights) / this.#squaredWeights;
    if (before === 0) return;
    this.variance = this.#spread / (this.#weights - this.#squaredWeights / this.#weights);
  }
}

/** WeekdayMoments is what past days were like, weekday by weekday, oldest first: each as a whole, and from the present clock hour on. */
export class WeekdayMoments {
  readonly #whole = Array.from({ length: DAYS }, () => new Moments());
  readonly #rest = Array.from({ length: DAYS }, () => new Moments());

  add(weekday: number, whole: number, rest: number): void {
    this.#whole[weekday]?.add(whole);
    this.#rest[weekday]?.add(rest);
  }

  /**
   * outlook adds up what is to come: the rest of today, and `ahead` whole days after it. A weekday that comes m times and was
   * seen as if n times gives m × its mean, with the variance of a prediction, v × (m + m²/n): that of the m days themselves,
   * and that of the mean, which is only known from n days (the textbook interval for a sum of future observations).
   */
  outlook(weekday: number, ahead: number): Outlook {
    const rest = this.#rest[weekday] as Moments;
    let mean = rest.mean;
    let variance = rest.size === 0 ? 0 : rest.variance * (1 + 1 / rest.size);
    for (let after = 0; after < DAYS && after < ahead; after++) {
      const day = this.#whole[(weekday + 1 + after) % DAYS] as Moments;
      const times = Math.ceil((ahead - after) / DAYS);
      if (day.size === 0) continue;
      mean += times * day.mean;
      variance += day.variance * (times + (times * times) / day.size);
    }
    return { mean, variance };
  }
}
