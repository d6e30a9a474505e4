import { z } from "zod";
import { CLOCK_WORDS, readClock } from "../values/clock-range.ts";
import { every } from "../values/every.ts";
import { leaf, Mistake } from "../values/leaf.ts";
import { dayRanges, monthRanges, weekdayRanges, yearRanges } from "../values/number-ranges.ts";
import { nameText } from "../values/scalars.ts";
import { timezone } from "../values/timezone.ts";

const clock = leaf(
  { type: "string", pattern: "^([01]?\\d|2[0-4]):[0-5]\\d$", examples: ["09:00", "24:00"] },
  (value) =>
    (typeof value === "string" ? readClock(value) : null) ??
    new Mistake(`must be ${CLOCK_WORDS}, in quotes`),
);

const interval = z
  .strictObject({
    times: z
      .array(
        z.strictObject({
          start_time: clock.describe("When the stretch begins."),
          end_time: clock.describe(
            "When it ends; before its begin, it runs past midnight and belongs to the day on which it began.",
          ),
        }),
      )
      .min(1, "needs at least one stretch of the day")
      .optional()
      .describe("Stretches of the day. Left out: the whole day."),
    weekdays: weekdayRanges.optional().describe("Weekdays, such as [monday:friday, sunday]."),
    days_of_month: dayRanges
      .optional()
      .describe("Days of the month, such as [1:5, -1]; -1 is the last one."),
    months: monthRanges.optional().describe("Months, such as [january:march, 12]."),
    years: yearRanges.optional().describe("Years, such as [2026:2028]."),
    location: timezone.optional().describe("Time zone. Default: `timezone` of the configuration."),
  })
  .describe(
    "Times that come again and again: every list that is there must hold, any entry of each.",
  );

/** timeIntervalSchema is one entry of `time_intervals`. */
export const timeIntervalSchema = z
  .strictObject({
    name: nameText.describe(
      "Name of the interval, for mute_time_intervals and active_time_intervals.",
    ),
    time_intervals: z
      .array(interval)
      .min(1, "needs at least one interval")
      .optional()
      .describe("As in Alertmanager: any of these counts."),
    every: every
      .optional()
      .describe(
        "The same in words: weekday 22:00-06:00 Europe/Berlin, weekend, mon-fri 09:00-17:00; or a list.",
      ),
  })
  .superRefine((value, context) => {
    if ((value.time_intervals === undefined) === (value.every === undefined)) {
      context.addIssue({ code: "custom", message: 'needs either "every" or "time_intervals"' });
    }
  })
  .describe("Times with a name, for the route tree.");

/** TimeIntervalInput is an entry of `time_intervals` as written. */
export type TimeIntervalInput = z.output<typeof timeIntervalSchema>;
