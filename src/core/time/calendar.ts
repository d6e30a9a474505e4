import { Temporal } from "temporal-polyfill";
import type { WindowSpec } from "../rules/spec.ts";
import { WEEKDAYS } from "../rules/spec.ts";

/** CalendarSpec is a calendar window with its zone and where its weeks and months begin. */
export type CalendarSpec = Extract<WindowSpec, { kind: "calendar" }>;

/** CalendarPeriod is one calendar window: its first moment and the first moment of the next, ms since the epoch. */
export interface CalendarPeriod {
  readonly start: number;
  readonly next: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** LONGEST_PERIOD_MS is the longest that a window of each unit can last, the clock change within it counted. */
export const LONGEST_PERIOD_MS = {
  hour: 2 * HOUR_MS,
  day: DAY_MS + HOUR_MS,
  week: 7 * DAY_MS + HOUR_MS,
  month: 31 * DAY_MS + HOUR_MS,
  quarter: 92 * DAY_MS + HOUR_MS,
  year: 366 * DAY_MS + HOUR_MS,
} as const;

/**
 * calendarPeriod finds the calendar window that `at` (ms since the epoch) lies in.
 * Days begin at the first moment that the zone's clock shows that date, so a day has 23 or 25 hours where the clock
 * changes. An hour that the clock shows twice is two windows; where only a part of an hour repeats (Lord Howe)
 * the hour is one longer window.
 */
export function calendarPeriod(spec: CalendarSpec, at: number): CalendarPeriod {
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(spec.timezone);
  if (spec.unit === "hour") return hourOf(moment);
  const first = firstDate(spec, moment.toPlainDate());
  const following = first.add(LENGTH[spec.unit]);
  return { start: dayStart(first, spec.timezone), next: dayStart(following, spec.timezone) };
}

/** periodFinder returns calendarPeriod for one spec with the last answer kept, so that a tick rarely asks the calendar. */
export function periodFinder(spec: CalendarSpec): (at: number) => CalendarPeriod {
  let last: CalendarPeriod = { start: 0, next: 0 };
  return (at) => {
    if (at < last.start || at >= last.next) last = calendarPeriod(spec, at);
    return last;
  };
}

/** startOfDate is the first moment at which a zone's clock shows a date such as `2026-10-01`; null where there is no such date. */
export function startOfDate(date: string, timezone: string): number | null {
  try {
    return dayStart(Temporal.PlainDate.from(date, { overflow: "reject" }), timezone);
  } catch {
    return null;
  }
}

/** isoStart writes a moment as ISO text with the zone's offset; it names a calendar window in an alert's ref. */
export function isoStart(start: number, timezone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(start)
    .toZonedDateTimeISO(timezone)
    .toString({ timeZoneName: "never", smallestUnit: "second" });
}

/** momentOfIso reads isoStart's text back, ms since the epoch; null where the text is none. */
export function momentOfIso(text: string): number | null {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return null; // an alert kept from a rule of another kind: its window is not a moment
  }
}

const LENGTH = {
  day: { days: 1 },
  week: { days: 7 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
} as const;

function firstDate(spec: CalendarSpec, date: Temporal.PlainDate): Temporal.PlainDate {
  const day = spec.startsOn;
  switch (spec.unit) {
    case "week": {
      const weekday = WEEKDAYS.indexOf(spec.weekStarts) + 1;
      return date.subtract({ days: (date.dayOfWeek - weekday + 7) % 7 });
    }
    case "month":
      return notAfter(date, date.with({ day }), { months: 1 });
    case "quarter":
      return notAfter(date, date.with({ month: quarterMonth(date.month), day }), { months: 3 });
    case "year":
      return notAfter(date, date.with({ month: 1, day }), { years: 1 });
    default:
      return date;
  }
}

function quarterMonth(month: number): number {
  return month - ((month - 1) % 3);
}

function notAfter(
  date: Temporal.PlainDate,
  first: Temporal.PlainDate,
  length: { months: number } | { years: number },
): Temporal.PlainDate {
  return Temporal.PlainDate.compare(first, date) <= 0 ? first : first.subtract(length);
}

function dayStart(date: Temporal.PlainDate, timeZone: string): number {
  return date.toZonedDateTime({ timeZone }).epochMilliseconds;
}

function hourOf(moment: Temporal.ZonedDateTime): CalendarPeriod {
  const start = hourStart(moment);
  let next = start.add({ hours: 1 });
  // Where a part of the hour repeats, the clock is still within it an hour later.
  while (hourStart(next).epochMilliseconds <= start.epochMilliseconds) {
    next = next.add({ minutes: 30 });
  }
  return { start: start.epochMilliseconds, next: hourStart(next).epochMilliseconds };
}

function hourStart(moment: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  return moment.round({ smallestUnit: "hour", roundingMode: "floor" });
}
