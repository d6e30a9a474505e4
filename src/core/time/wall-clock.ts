import { Temporal } from "temporal-polyfill";

/** WallClock is a date and time as a zone's clock shows them: `2026-03-29` and `02:30` or `02:30:15`. */
export interface WallClock {
  readonly date: string;
  readonly time: string;
}

/** WallMoment is the moment meant, ms since the epoch, or why there is not exactly one. */
export type WallMoment = number | "no_such_date" | "skipped" | "shown_twice";

/**
 * wallMoment finds the moment at which a zone's clock shows a date and time. Where the clock jumps over it or shows it
 * twice nothing is guessed: that is for whoever wrote it to settle.
 */
export function wallMoment({ date, time }: WallClock, timezone: string): WallMoment {
  const plain = plainOf(date, time);
  if (plain === null) return "no_such_date";
  const earlier = plain.toZonedDateTime(timezone, { disambiguation: "earlier" });
  const later = plain.toZonedDateTime(timezone, { disambiguation: "later" });
  if (earlier.epochMilliseconds === later.epochMilliseconds) return earlier.epochMilliseconds;
  return earlier.toPlainDateTime().equals(plain) ? "shown_twice" : "skipped";
}

/** dateAfter returns the date that a zone's clock shows at a moment, moved by whole days. */
export function dateAfter(at: number, days: number, timezone: string): string {
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
  return moment.toPlainDate().add({ days }).toString();
}

/** wallText prints a moment to the second as a zone's clock shows it, with its weekday and offset. */
export function wallText(at: number, timezone: string): string {
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
  const day = WEEKDAYS[moment.dayOfWeek - 1];
  const time = moment.toPlainTime().toString({ smallestUnit: moment.second ? "second" : "minute" });
  const zone = timezone === "UTC" ? "UTC" : `${moment.offset} ${timezone}`;
  return `${day} ${moment.toPlainDate()} ${time} ${zone}`;
}

const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

function plainOf(date: string, time: string): Temporal.PlainDateTime | null {
  try {
    return Temporal.PlainDateTime.from(`${date}T${time}`, { overflow: "reject" });
  } catch {
    return null;
  }
}
