import type { OptionalColumn } from "../engine/columns/columns.ts";
import { metricPlan } from "../metrics/plan.ts";
import { frameOf } from "../windows/frame.ts";
import type { BudgetRule, MetricRef, Rule, WindowSpec } from "./spec.ts";

const LEAST_HORIZON_MS = 8 * 86_400_000;

/**
 * FORECAST_DAYS_MS is how far back before today a forecast looks for past days: eight weeks, and the day before them, which
 * shows that a group is older.
 */
export const FORECAST_DAYS_MS = 57 * 86_400_000;
const LONGEST_DAY_MS = 25 * 3_600_000;

/**
 * horizonOf is how far back from a tick any of the rules looks, ms; at least eight days, within which rows may still change.
 * A budget's period that is over is looked at for `settleMs` longer.
 */
export function horizonOf(rules: readonly Rule[], settleMs = 0): number {
  const looks = rules.map((rule) =>
    Math.max(lookBackOf(rule), hasPeriods(rule) ? frameOf(rule.window).longestMs + settleMs : 0),
  );
  return Math.max(LEAST_HORIZON_MS, ...looks);
}

/** hasPeriods tells whether a rule is a budget of calendar windows, which are over one day and may still change. */
export function hasPeriods(rule: Rule): rule is BudgetRule {
  return rule.kind === "budget" && rule.window.kind === "calendar";
}

/** metricOf is the metric that a rule watches; that of a single stream is what it cost. */
export function metricOf(rule: Rule): MetricRef {
  switch (rule.kind) {
    case "stream":
    case "new_value":
      return { name: "spend" };
    case "absence":
      return { name: "streams" };
    case "shift":
      return { name: "byok_share" };
    default:
      return rule.metric;
  }
}

/** windowOf is the window that a rule takes its metric over, if it has one. */
export function windowOf(rule: Rule): WindowSpec | null {
  switch (rule.kind) {
    case "budget":
    case "threshold":
      return rule.window;
    case "spike":
    case "anomaly":
    case "absence":
    case "shift":
      return { kind: "rolling", ms: rule.overMs };
    case "burn_rate":
      return { kind: "rolling", ms: rule.fastMs };
    case "stream":
    case "new_value":
      return null;
  }
}

/** columnsOf lists the columns that the rules need beside those that are always kept. */
export function columnsOf(rules: readonly Rule[]): Set<OptionalColumn> {
  const kept = new Set<OptionalColumn>();
  for (const rule of rules) {
    for (const column of metricPlan(metricOf(rule)).columns) kept.add(column);
    const fields: string[] = [...rule.by, ...rule.where.map((condition) => condition.field)];
    if (rule.kind === "stream" || rule.kind === "new_value" || fields.includes("error"))
      kept.add("error");
    if (rule.kind === "new_value") fields.push(rule.of);
    if (fields.includes("tool")) kept.add("tools");
    if (fields.includes("agent")) kept.add("agents");
  }
  return kept;
}

/** lookBackOf is how far back from a tick a rule looks, ms. */
export function lookBackOf(rule: Rule): number {
  switch (rule.kind) {
    case "spike":
    case "anomaly":
    case "shift":
      return rule.versusMs + rule.overMs;
    case "burn_rate":
      return Math.max(rule.slowMs, frameOf(rule.window).longestMs);
    case "absence":
      return rule.rememberMs + rule.overMs;
    case "new_value":
      return rule.rememberMs + rule.learnMs;
    case "budget": {
      const { longestMs } = frameOf(rule.window);
      if (rule.forecast.length === 0) return longestMs;
      // The window's days count as past days too; one more hour for a clock change among them.
      return Math.max(longestMs, LONGEST_DAY_MS + FORECAST_DAYS_MS + 3_600_000);
    }
    case "threshold":
      return frameOf(rule.window).longestMs;
    case "stream":
      return 0;
  }
}
