import type { MetricName, MetricRef } from "../rules/spec.ts";
import { bareQuantity } from "./quantity.ts";

const NAMES: Readonly<Record<MetricName, string>> = {
  neo_credits: "Neo credits",
  llm_cost: "LLM cost",
  neo_cost: "Neo cost",
  byok_cost: "own-key cost",
  spend: "spend",
  wasted: "wasted spend",
  streams: "streams",
  tasks: "tasks",
  completed: "completed streams",
  errors: "streams with errors",
  failed: "failed streams",
  aborted: "aborted streams",
  blocked: "blocked streams",
  tool_calls: "tool calls",
  steps: "steps",
  agent_triggers: "agent triggers",
  error_rate: "error rate",
  blocked_rate: "blocked rate",
  aborted_rate: "aborted rate",
  wasted_rate: "wasted share",
  byok_share: "own-key share",
  cost_per_stream: "cost per stream",
  cost_per_task: "cost per task",
  execution_time: "execution time",
  llm_time: "LLM time",
  tool_time: "tool time",
  step_latency: "step latency",
};
const STATISTIC = { avg: "average ", max: "largest ", p50: "median ", p95: "p95 ", p99: "p99 " };

/** countText counts what a metric counts: `1 tool call`, `3 streams with errors`. */
export function countText(value: number, metric: MetricRef): string {
  const name = NAMES[metric.name];
  const said =
    value === 1 ? name.replace(/\b(stream|task|tool call|step|agent trigger)s\b/, "$1") : name;
  return `${bareQuantity(value, "count")} ${said}`;
}

/** metricText names a metric for a reader: `error rate`, `p95 execution time`. */
export function metricText(metric: MetricRef): string {
  return `${metric.statistic ? STATISTIC[metric.statistic] : ""}${NAMES[metric.name]}`;
}
