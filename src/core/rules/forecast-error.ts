import { roundedQuotient } from "../metrics/exact.ts";
import type { PastDays } from "./forecast-history.ts";
import { quantile, Z } from "./quantile.ts";
import { PPM } from "./spec.ts";
import { type Outlook, WeekdayMoments } from "./weekday-moments.ts";

/** WEEK is the least number of days before a past forecast: one of each weekday. */
const WEEK = 7;

/** ForecastError is how wrong the forecast has been, and what it says of today. */
export interface ForecastError {
  /** Parts per million of what was spent; null where nothing was spent that it could be measured by. */
  readonly ppm: number | null;
  /** Something was foretold, nothing came: wrong beyond measure. */
  readonly boundless: boolean;
  /** How many times larger the squared error was than the variance foretold; at least 1. */
  readonly spread: number;
  /** What is still to come, after all past days. */
  readonly outlook: Outlook;
}

/**
 * forecastError makes the same P50 forecast on past days, with nothing but the days before each, and compares it with what
 * came: the weighted mean absolute percentage error, that is the sum of |foretold − come| over the sum of what was spent
 * (WAPE; Kolassa and Schütz, Advantages of the MAD/Mean ratio over the MAPE, Foresight 6, 2007).
 *
 * Each past day p stands as far into a period like the budget's as today does: `elapsed` whole days lie before it and
 * `ahead` after, at the same clock hour. What is compared is the period's whole sum. Since what is already spent is known,
 * the error shrinks as the window goes on, as it does for the real one. Where the past days cannot hold so long a period,
 * both sides are shortened in proportion. `weekday` is today's; the last past day was the one before.
 *
 * The same comparison shows how far days are from being independent of one another (a dear week goes on, a team grows): what is
 * to come then strays further than the days' own variance says, by the factor `spread` (the reduced chi-squared statistic).
 */
export function forecastError(
  past: PastDays,
  weekday: number,
  elapsed: number,
  ahead: number,
): ForecastError {
  const { days, whole, rest } = past;
  const span = withinReach(elapsed, ahead + 1, days - WEEK);
  const weekdayOf = (day: number) => (weekday + (day - days) + 10 * WEEK) % WEEK;
  const sums = [0];
  for (let day = 0; day < days; day++) sums.push((sums[day] as number) + (whole[day] as number));
  const between = (from: number, to: number) => (sums[to] as number) - (sums[from] as number);
  const moments = new WeekdayMoments();
  let wrong = 0;
  let spent = 0;
  let squares = 0;
  let variance = 0;
  for (let day = 0; day < days; day++) {
    if (day >= Math.max(WEEK, span.elapsed) && day + span.ahead <= days) {
      const outlook = moments.outlook(weekdayOf(day), span.ahead - 1);
      const come = (rest[day] as number) + between(day + 1, day + span.ahead);
      wrong += Math.abs(quantile(outlook, Z.p50) - come);
      squares += (outlook.mean - come) ** 2;
      variance += outlook.variance;
      spent += between(day - span.elapsed, day + span.ahead);
    }
    moments.add(weekdayOf(day), whole[day] as number, rest[day] as number);
  }
  const spread = variance > 0 ? Math.max(1, squares / variance) : 1;
  const outlook = moments.outlook(weekday, ahead);
  if (spent <= 0) return { ppm: null, boundless: wrong > 0, spread, outlook };
  return { ppm: roundedQuotient(wrong, PPM, spent), boundless: false, spread, outlook };
}

/** A period's days before and from today on, shortened in proportion where they are more than `reach`. */
function withinReach(elapsed: number, ahead: number, reach: number) {
  const length = elapsed + ahead;
  if (length <= reach) return { elapsed, ahead };
  return {
    elapsed: Math.floor((elapsed * reach) / length),
    ahead: Math.max(1, Math.floor((ahead * reach) / length)),
  };
}
