import { metricPlan } from "../metrics/plan.ts";
import type { MetricRef } from "./spec.ts";

/**
 * canForecast says whether a budget's metric can be forecast: what is still to come must add up day by day. Money and counts
 * do; distinct `tasks` (the same one may run on many days), ratios and distributions do not.
 */
export function canForecast(metric: MetricRef): boolean {
  const { over, under } = metricPlan(metric);
  return under === null && (over.source === "streams" || over.source.startsWith("sum:"));
}
