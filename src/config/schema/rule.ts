import { z } from "zod";
import { DIMENSIONS, NO_DATA, SEVERITIES } from "../../core/rules/index.ts";
import { duration } from "../values/duration.ts";
import { flag, nameText, text, words } from "../values/scalars.ts";
import { timezone } from "../values/timezone.ts";
import { budgetSchema, overrideSchema, severitySchema } from "./budget.ts";
import { burnRateSchema } from "./burn-rate.ts";
import { absenceSchema, anomalySchema, newValueSchema, shiftSchema } from "./habit-kinds.ts";
import { spikeSchema, streamSchema, thresholdSchema } from "./kinds.ts";
import { labelsSchema, whereSchema } from "./where.ts";

/** KINDS are the keys of which a rule has exactly one. */
export const KINDS = [
  "budget",
  "threshold",
  "spike",
  "anomaly",
  "burn_rate",
  "stream",
  "absence",
  "new_value",
  "shift",
] as const;

/** ruleSchema is one entry of `rules`; that it has exactly one kind, and what goes with which kind, is checked later. */
export const ruleSchema = z
  .strictObject({
    name: nameText.describe("Name of the rule; it is the `rule` label of its alerts."),
    budget: budgetSchema.optional(),
    threshold: thresholdSchema.optional(),
    spike: spikeSchema.optional(),
    anomaly: anomalySchema.optional(),
    burn_rate: burnRateSchema.optional(),
    stream: streamSchema.optional(),
    absence: absenceSchema.optional(),
    new_value: newValueSchema.optional(),
    shift: shiftSchema.optional(),
    by: z
      .array(words(DIMENSIONS))
      .prefault([])
      .describe(
        "What the rule watches one by one, such as [member] or [member, model]. Every account is always watched on its own. Empty: the account as a whole.",
      ),
    where: whereSchema.optional(),
    overrides: z
      .array(overrideSchema)
      .prefault([])
      .describe(
        "Other limits of a budget or a burn rate for some members, models, groups, …; the first that matches counts.",
      ),
    for: duration(0)
      .optional()
      .describe("How long it must hold before the alert fires. Duration, such as 10m; default 0s."),
    keep_firing_for: duration(0)
      .optional()
      .describe(
        "How long the alert goes on after it has last held, against flapping. Duration, such as 15m; default 0s.",
      ),
    severity: severitySchema
      .optional()
      .describe(
        `One of ${SEVERITIES.join(", ")} (default warning), or for a budget a mapping of its steps such as { 50%: info, 80%: warning, 100%: critical, forecast: warning } (default: info below 80%, warning below 100%, else critical).`,
      ),
    labels: labelsSchema
      .optional()
      .describe("Labels added to the alerts, for routing. Example: { team: red }."),
    summary: text().optional().describe("One line that opens the message."),
    description: text().optional().describe("What it means and what to do; shown in the message."),
    runbook: text().optional().describe("Address of a page that tells what to do."),
    enabled: flag
      .optional()
      .describe("false keeps the rule out without deleting it. Default true."),
    time: words(["created_at", "finished_at"])
      .optional()
      .describe(
        "Which time of a stream counts: when its task was created, or when it ended. Default created_at for budgets (as Neo bills), finished_at for the rest.",
      ),
    timezone: timezone
      .optional()
      .describe("Time zone of calendar windows. Default: the file's timezone."),
    no_data: words(NO_DATA)
      .optional()
      .describe(
        "What a group without streams in the window counts as: `zero` (its value is 0, a rate's too), `keep` (its alert stays as it is), `alert` (that itself is told). Default: sums are 0, rates have no value.",
      ),
    on_load: words(["fire", "baseline"])
      .optional()
      .describe(
        "What is already over when the rule is first evaluated: `fire` (default) tells it once, `baseline` only records it.",
      ),
  })
  .describe(
    "A rule; it has exactly one of budget, threshold, spike, anomaly, burn_rate, stream, absence, new_value and shift.",
  )
  .meta({ oneOf: KINDS.map((kind) => ({ required: [kind] })) });

export type RuleInput = z.output<typeof ruleSchema>;
