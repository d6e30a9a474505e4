import type { OptionalColumn } from "../engine/columns/columns.ts";
import { metricPlan } from "../metrics/plan.ts";
import { frameOf } from "../windows/frame.ts";
import type { MetricRef, Rule, WindowSpec } from "./spec.ts";

const LEAST_HORIZON_MS = 8 * 86_400_000;

/** horizonOf is how far back from a tick any of the rules looks, ms; at least eight days, within which rows may still change. */
export function horizonOf(rules: readonly Rule[]): number {
  return Math.max(LEAST_HORIZON_MS, ...rules.map(lookBackOf));
}

/** metricOf is the metric that a rule watches; that of a single stream is what it cost. */
export function metricOf(rule: Rule): MetricRef {
  return rule.kind === "stream" ? { name: "spend" } : rule.metric;
}

/** windowOf is the window that a rule takes its metric over, if it has one. */
export function windowOf(rule: Rule): WindowSpec | null {
  switch (rule.kind) {
    case "budget":
    case "threshold":
      return rule.window;
    case "spike":
      return { kind: "rolling", ms: rule.overMs };
    case "stream":
      return null;
  }
}

/** columnsOf lists the columns that the rules need beside those that are always kept. */
export function columnsOf(rules: readonly Rule[]): Set<OptionalColumn> {
  const kept = new Set<OptionalColumn>();
  for (const rule of rules) {
    for (const column of metricPlan(metricOf(rule)).columns) kept.add(column);
    const fields = [...rule.by, ...rule.where.map((condition) => condition.field)];
    if (rule.kind === "stream" || fields.includes("error")) kept.add("error");
    if (fields.includes("tool")) kept.add("tools");
    if (fields.includes("agent")) kept.add("agents");
  }
  return kept;
}

function lookBackOf(rule: Rule): number {
  if (rule.kind === "spike") return rule.versusMs + rule.overMs;
  const window = windowOf(rule);
  return window === null ? 0 : frameOf(window).longestMs;
}
