import { z } from "zod";
import { SEVERITIES } from "../../core/rules/index.ts";
import { either } from "../values/either.ts";
import { metric } from "../values/metric.ts";
import { pattern } from "../values/pattern.ts";
import { step } from "../values/percent.ts";
import { quantity } from "../values/quantity.ts";
import { words } from "../values/scalars.ts";
import { window } from "../values/window.ts";

/** budgetSchema is a rule that fires as steps of a limit are reached. */
export const budgetSchema = z
  .strictObject({
    metric: metric.describe(
      "What is counted against the limit, such as neo_credits, spend, byok_cost, wasted or streams.",
    ),
    limit: quantity.describe(
      "The budget, in the metric's own unit: 50 credits, $1200 or $1,200.50 for money, 100 for a count.",
    ),
    window: window.describe(
      "Time that the budget is for: hour, day, week, month, quarter, year; a rolling duration such as 30d; or { calendar: month, starts_on: 15 }.",
    ),
    steps: z
      .array(step)
      .min(1, "needs at least one step such as 100%")
      .prefault(["100%"])
      .describe("Shares of the limit that are told, lowest first, such as [50%, 80%, 100%]."),
    forecast: z
      .array(step)
      .prefault([])
      .describe(
        "Shares of the limit that are told as soon as the window is likely to end at or past them (the forecast's middle value), such as [100%]. Calendar windows only. Default: none.",
      ),
    forecast_max_error: step
      .prefault("30%")
      .describe(
        "While the forecast has been off by more than this on past days, in shares of what was spent, it keeps quiet. Default 30%.",
      ),
  })
  .describe("Fires when a metric reaches the steps of a limit within a window.");

const matchKey = (what: string) => pattern().optional().describe(what);

/** overrideSchema is another limit for some of a budget's groups. */
export const overrideSchema = z
  .strictObject({
    match: z
      .strictObject({
        account: matchKey("Name of an account, a glob or a /regex/."),
        member: pattern({ ignoreCase: true })
          .optional()
          .describe("E-mail address, a glob such as *@red.acme.io or a /regex/."),
        group: matchKey(
          "Name of a cost centre. With `by: [member]` it stands for all of its members.",
        ),
        model: matchKey("Name of a model, a glob or a /regex/."),
        status: matchKey("End state of streams."),
        byok: matchKey("true for own keys, false for platform credits."),
        task: matchKey("Id of a task, a glob or a /regex/."),
        agent: matchKey("Name of an agent, a glob or a /regex/."),
        tool: matchKey("Name of a tool, a glob or a /regex/."),
      })
      .describe("All of these must hold. Only what the rule is `by` can be matched."),
    limit: quantity.describe("Limit for what matches, such as $1200."),
  })
  .describe("Another limit for some members, models or groups.");

/** severitySchema is one severity, or one for each of a budget's steps. */
export const severitySchema = either(words(SEVERITIES), z.record(z.string(), words(SEVERITIES)));

export type BudgetInput = z.output<typeof budgetSchema>;
export type OverrideInput = z.output<typeof overrideSchema>;
