import { z } from "zod";
import { duration } from "../values/duration.ts";
import { metric } from "../values/metric.ts";
import { quantity } from "../values/quantity.ts";
import { numberBetween } from "../values/scalars.ts";
import { window } from "../values/window.ts";

/** burnRateSchema is a rule that fires while a budget is used up ahead of its plan. */
export const burnRateSchema = z
  .strictObject({
    metric: metric.describe("What is counted against the limit, such as neo_credits or spend."),
    limit: quantity.describe("The budget, in the metric's own unit, such as 500 credits or $5000."),
    window: window.describe("Time that the budget is for: day, week, month, … or 30d."),
    fast: duration(60_000)
      .prefault("1h")
      .describe("The short window, which sees a runaway within minutes. Default 1h."),
    slow: duration(60_000)
      .prefault("24h")
      .describe("The long window, which keeps one big run from firing. Default 24h."),
    times: numberBetween(0.01, 1_000_000)
      .prefault(1)
      .describe(
        "Fires while both windows spend more than this many times the plan, which is the limit spread evenly over its window. Default 1.",
      ),
  })
  .describe("Fires while a short and a long window both use a budget up ahead of its plan.");

export type BurnRateInput = z.output<typeof burnRateSchema>;
