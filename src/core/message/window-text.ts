import { Temporal } from "temporal-polyfill";
import type { Span } from "../engine/finding.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const CALENDAR: Readonly<Record<string, string>> = {
  hour: "this hour",
  day: "today",
  week: "this week",
  month: "this month",
  quarter: "this quarter",
  year: "this year",
};

/** windowText prints a window with its ends and names the zone: `month: 1 Mar 00:00 to 14 Mar 14:05 (Europe/Berlin)`. */
export function windowText(span: Span, timezone: string): string {
  const ends =
    span.from === span.to
      ? timeText(span.from, timezone)
      : `${dateTimeText(span.from, timezone)} to ${timeText(span.to, timezone)}`;
  return span.name ? `${span.name}: ${ends}` : ends;
}

/** windowPhrase names a window inside a sentence: `this month`, `over 1h`. */
export function windowPhrase(span: Span): string {
  return CALENDAR[span.name] ?? `over ${span.name}`;
}

/** isCalendar tells whether a window is one of the calendar's. */
export function isCalendar(span: Span): boolean {
  return span.name in CALENDAR;
}

/** timeText prints a moment to the minute and names the zone: `14 Mar 2026 14:05 (Europe/Berlin)`. */
export function timeText(at: number, timezone: string): string {
  return `${dateTimeText(at, timezone)} (${timezone})`;
}

/** momentText prints a moment inside a sentence, its zone as people there write it: `Tue 24 Nov 09:12 CET`. */
export function momentText(at: number, timezone: string): string {
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
  const [day, time] = split(at, timezone);
  const weekday = WEEKDAYS[moment.dayOfWeek - 1];
  return `${weekday} ${day.replace(/ \d+$/, "")} ${time} ${zoneText(moment)}`;
}

/** Zones have a short name in English only in some places; elsewhere the distance from UTC stands for it: `GMT+5:30`. */
function zoneText(moment: Temporal.ZonedDateTime): string {
  const locale = moment.timeZoneId.startsWith("America/") ? "en-US" : "en-GB";
  const parts = new Intl.DateTimeFormat(locale, {
    timeZone: moment.timeZoneId,
    timeZoneName: "short",
  }).formatToParts(moment.epochMilliseconds);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? moment.timeZoneId;
}

/** clockText prints only the time of day where the day is the same as that of `now`. */
export function clockText(at: number, now: number, timezone: string): string {
  const [day, time] = split(at, timezone);
  return day === split(now, timezone)[0] ? time : `${day} ${time}`;
}

/** dateTimeText prints a moment to the minute where the zone is named nearby: `14 Mar 2026 14:05`. */
export function dateTimeText(at: number, timezone: string): string {
  return split(at, timezone).join(" ");
}

function split(at: number, timezone: string): readonly [day: string, time: string] {
  const moment = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
  const two = (part: number) => String(part).padStart(2, "0");
  return [
    `${moment.day} ${MONTHS[moment.month - 1]} ${moment.year}`,
    `${two(moment.hour)}:${two(moment.minute)}`,
  ];
}
