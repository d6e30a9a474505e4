import { filterKey } from "../engine/columns/row-filter.ts";
import { windowKey } from "../windows/frame.ts";
import { DIMENSIONS, type MetricRef, type Rule, type WindowSpec } from "./spec.ts";

/** metricText is a metric with its statistic as canonical text. */
export function metricText(metric: MetricRef): string {
  return metric.statistic === undefined ? metric.name : `${metric.name}.${metric.statistic}`;
}

/**
 * termsOf writes a condition as canonical text. It holds what decides whether and when the condition is met and nothing
 * else, so that an edit of a summary, a severity, a label or a receiver leaves it as it is. Neither are in it: `keep_firing_for`,
 * which decides how an alert ends and not when it fires, and who belongs to a cost centre, which moves values and, by
 * overrides, limits: those are compared anew at each tick as if rows had moved.
 */
export function termsOf(rule: Rule, condition: readonly (string | null)[]): string {
  const by = DIMENSIONS.filter((dimension) => rule.by.includes(dimension));
  const parts = [
    rule.kind,
    ...condition,
    `by ${by.join(",") || "account"}`,
    rule.where.length > 0 ? `where ${filterKey(rule.where)}` : null,
    rule.forMs > 0 ? `for ${rule.forMs}ms` : null,
    `time ${rule.time}`,
  ];
  return parts.filter((part) => part !== null).join("; ");
}

/** overText is the window part of a condition. */
export function overText(window: WindowSpec): string {
  return `over ${windowKey(window)}`;
}
