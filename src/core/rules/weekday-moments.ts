import { WEEKDAYS } from "./spec.ts";

/** Outlook is the distribution of what is still to come, by its first two moments. */
export interface Outlook {
  readonly mean: number;
  readonly variance: number;
}

const DAYS = WEEKDAYS.length;

/**
 * Moments keeps count, mean and variance of values. They are taken as differences from the first one, so that equal values
 * have no variance at all and large ones lose nothing.
 */
class Moments {
  count = 0;
  mean = 0;
  /** Sample variance; 0 for a single value, of which no spread can be told. */
  variance = 0;
  #first = 0;
  #sum = 0;
  #squares = 0;

  add(value: number): void {
    if (this.count === 0) this.#first = value;
    const past = value - this.#first;
    this.count++;
    this.#sum += past;
    this.#squares += past * past;
    this.mean = this.#first + this.#sum / this.count;
    if (this.count === 1) return;
    const spread = this.#squares - (this.#sum * this.#sum) / this.count;
    this.variance = Math.max(0, spread) / (this.count - 1);
  }
}

/** WeekdayMoments is what past days were like, weekday by weekday: each as a whole, and from the present clock hour on. */
export class WeekdayMoments {
  readonly #whole = Array.from({ length: DAYS }, () => new Moments());
  readonly #rest = Array.from({ length: DAYS }, () => new Moments());

  add(weekday: number, whole: number, rest: number): void {
    this.#whole[weekday]?.add(whole);
    this.#rest[weekday]?.add(rest);
  }

  /**
   * outlook adds up what is to come: the rest of today, and `ahead` whole days after it. A weekday that comes m times and was
   * seen n times gives m × its mean, with the variance of a prediction, v × (m + m²/n): that of the m days themselves, and
   * that of the mean, which is only known from n days (the textbook interval for a sum of future observations).
   */
  outlook(weekday: number, ahead: number): Outlook {
    const rest = this.#rest[weekday] as Moments;
    let mean = rest.mean;
    let variance = rest.count === 0 ? 0 : rest.variance * (1 + 1 / rest.count);
    for (let after = 0; after < DAYS && after < ahead; after++) {
      const day = this.#whole[(weekday + 1 + after) % DAYS] as Moments;
      const times = Math.ceil((ahead - after) / DAYS);
      if (day.count === 0) continue;
      mean += times * day.mean;
      variance += day.variance * (times + (times * times) / day.count);
    }
    return { mean, variance };
  }
}
