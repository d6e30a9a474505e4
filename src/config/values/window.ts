import { z } from "zod";
import {
  CALENDAR_UNITS,
  type CalendarUnit,
  WEEKDAYS,
  type Weekday,
} from "../../core/rules/index.ts";
import { DURATION_PATTERN, DURATION_WORDS, readDuration } from "./duration.ts";
import { either } from "./either.ts";
import { leaf, Mistake } from "./leaf.ts";
import { numberBetween, oneOf, words } from "./scalars.ts";

/** RawWindow is a window as written; the rule adds its time zone. */
export type RawWindow =
  | { readonly kind: "rolling"; readonly ms: number }
  | {
      readonly kind: "calendar";
      readonly unit: CalendarUnit;
      readonly weekStarts: Weekday;
      readonly startsOn: number;
    };

const EXPECTED = `must be ${oneOf(CALENDAR_UNITS)}, or ${DURATION_WORDS}`;

const windowText = leaf(
  {
    anyOf: [
      { enum: [...CALENDAR_UNITS] },
      { type: "string", pattern: `${DURATION_PATTERN}|\\$\\{`, examples: ["1h", "30d"] },
    ],
  },
  (value): RawWindow | Mistake => {
    const unit = CALENDAR_UNITS.find((one) => one === value);
    if (unit) return { kind: "calendar", unit, weekStarts: "monday", startsOn: 1 };
    const ms = typeof value === "string" ? readDuration(value.trim()) : null;
    if (ms === null) return new Mistake(EXPECTED, CALENDAR_UNITS);
    return ms < 60_000 ? new Mistake("must be a window of at least 1m") : { kind: "rolling", ms };
  },
);

const calendarWindow = z
  .strictObject({
    calendar: words(CALENDAR_UNITS).describe("Calendar unit of the window."),
    starts_on: numberBetween(1, 28, { whole: true })
      .optional()
      .describe("Day of the month (1-28) on which a month, quarter or year begins. Default 1."),
    week_starts: words(WEEKDAYS).optional().describe("Day on which a week begins. Default monday."),
  })
  .superRefine((value, context) => {
    const months = ["month", "quarter", "year"].includes(value.calendar);
    if (value.week_starts !== undefined && value.calendar !== "week") {
      context.addIssue({
        code: "custom",
        path: ["week_starts"],
        message: "goes only with calendar: week",
      });
    }
    if (value.starts_on !== undefined && !months) {
      context.addIssue({
        code: "custom",
        path: ["starts_on"],
        message: "goes only with calendar: month, quarter or year",
      });
    }
  })
  .transform(
    (value): RawWindow => ({
      kind: "calendar",
      unit: value.calendar,
      weekStarts: value.week_starts ?? "monday",
      startsOn: value.starts_on ?? 1,
    }),
  );

/**
 * window is a schema of a window: a calendar unit (`month`), a rolling duration (`30d`), or a mapping
 * `{ calendar: month, starts_on: 15 }`, `{ calendar: week, week_starts: sunday }`.
 */
export const window = either(windowText, calendarWindow);
