import { z } from "zod";
import { every } from "../values/every.ts";
import { labelMatcher } from "../values/label-matcher.ts";
import { text } from "../values/scalars.ts";
import { wallTime } from "../values/wall-time.ts";

const matchers = z.array(labelMatcher).min(1, "needs at least one matcher");

/** inhibitRuleSchema is one entry of `inhibit_rules`. */
export const inhibitRuleSchema = z
  .strictObject({
    source_matchers: matchers.describe("Which alerts keep others quiet while they fire."),
    target_matchers: matchers.describe("Which alerts they keep quiet."),
    equal: z
      .array(text("the name of a label"))
      .optional()
      .describe("Labels in which both must agree; one that neither has counts as equal."),
  })
  .describe(
    "While an alert fires that the source matchers match, those that the target matchers match are not told.",
  );

/** silenceSchema is one entry of `silences`. */
export const silenceSchema = z
  .strictObject({
    matchers: matchers.describe("Which alerts are not told; all must hold."),
    every: every
      .optional()
      .describe(
        "Times that come again and again: weekday 22:00-06:00 Europe/Berlin, weekend; or a list.",
      ),
    starts_at: wallTime
      .optional()
      .describe(
        "When it begins, such as 2026-12-24 08:00 or 2026-12-24T08:00+01:00. Default: at once.",
      ),
    ends_at: wallTime.optional().describe("When it ends. Default: never, where `every` is given."),
    author: text("a name").optional().describe("Who wants it, as shown."),
    comment: text().describe("Why, for those who wonder where an alert is."),
  })
  .superRefine((value, context) => {
    if (value.every === undefined && value.ends_at === undefined) {
      context.addIssue({
        code: "custom",
        message: 'needs "every" or "ends_at": a silence without an end is a rule nobody wants',
      });
    }
  })
  .describe("Alerts that are not told for a time, or at times that come again and again.");

/** InhibitRuleInput is an entry of `inhibit_rules` as written. */
export type InhibitRuleInput = z.output<typeof inhibitRuleSchema>;
/** SilenceInput is an entry of `silences` as written. */
export type SilenceInput = z.output<typeof silenceSchema>;
