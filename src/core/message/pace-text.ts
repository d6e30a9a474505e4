import { Temporal } from "temporal-polyfill";
import type { Alert } from "../alerts/alert.ts";
import type { Pace } from "../causes/causes.ts";
import { dateTimeText } from "./window-text.ts";

const WEEKDAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

/**
 * paceText says when a budget is gone at its present pace, as near as a reader needs it: `today at 17:40`, `tomorrow`,
 * `on Thursday`, `on 28 Mar`; or that it lasts. The days are those of the rule's zone, by which the budget goes.
 */
export function paceText(
  { goneAt, by }: Pace,
  { updatedAt, window }: Pick<Alert, "updatedAt" | "window">,
  timezone: string,
): string {
  const pace = by === "forecast" ? "as foretold" : "at this pace";
  if (goneAt === null) return `${pace} it lasts to the end of the ${window.name}`;
  return `${pace} the budget is gone ${dayText(goneAt, updatedAt, timezone)}`;
}

function dayText(moment: number, now: number, timezone: string): string {
  const day = dateOf(moment, timezone);
  const days = dateOf(now, timezone).until(day, { largestUnit: "day" }).days;
  const [date = "", time = ""] = dateTimeText(moment, timezone).split(/ \d{4} /);
  if (days === 0) return `today at ${time}`;
  if (days === 1) return "tomorrow";
  // In a week the name of the day is today's again.
  return `on ${days < 7 ? WEEKDAYS[day.dayOfWeek - 1] : date}`;
}

function dateOf(moment: number, timezone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timezone).toPlainDate();
}
