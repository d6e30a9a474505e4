import { Temporal } from "temporal-polyfill";

/** LocalDays are the day that a moment lies in, on a zone's clock, and days before it. */
export interface LocalDays {
  /** First moments, ms since the epoch: of the day itself at 0, of the day `k` days earlier at `k`. */
  readonly starts: readonly number[];
  /** First moment of the day after. */
  readonly next: number;
  /** The day's weekday: 0 is Monday. */
  readonly weekday: number;
}

/** localDays finds the day of `at` and `before` days before it; a day lasts 23 or 25 hours where the clock changes. */
export function localDays(at: number, timeZone: string, before: number): LocalDays {
  const date = dateOf(at, timeZone);
  const startOf = (days: number) =>
    date.subtract({ days }).toZonedDateTime({ timeZone }).epochMilliseconds;
  return {
    starts: Array.from({ length: before + 1 }, (_, days) => startOf(days)),
    next: startOf(-1),
    weekday: date.dayOfWeek - 1,
  };
}

/** daysBetween counts the dates from that of `from` up to that of `to`, on a zone's clock. */
export function daysBetween(from: number, to: number, timeZone: string): number {
  return dateOf(from, timeZone).until(dateOf(to, timeZone), { largestUnit: "days" }).days;
}

function dateOf(at: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
}
