import type { OptionalColumn } from "../engine/columns/columns.ts";
import { type MetricName, type MetricRef, PPM, type Statistic, type Unit } from "../rules/spec.ts";
import type { Amount } from "./amount.ts";

/** Source names what is kept for each group of a window so that a metric can be read from it at once. */
export type Source = "streams" | "tasks" | "task_values" | `sum:${Amount}` | `values:${Amount}`;

/** Part is one side of a metric: a source, and for ranked values which of them, in percent from the smallest. */
export interface Part {
  readonly source: Source;
  readonly percent?: number;
}

/** MetricPlan is how a metric is read: `over`, divided by `under` where there is one. */
export interface MetricPlan {
  readonly unit: Unit;
  readonly over: Part;
  readonly under: Part | null;
  /** Ratios are told in parts per million; everything else as it is. */
  readonly scale: number;
  /** What contributors are measured by. */
  readonly share: Amount | "streams" | "tasks";
  readonly shareUnit: "nano" | "count";
  /** Columns that must be kept for it. */
  readonly columns: readonly OptionalColumn[];
}

type Time = "execution_time" | "llm_time" | "tool_time" | "step_latency";

const TIME_COLUMN = {
  execution_time: "executionMs",
  llm_time: "llmTimeMs",
  tool_time: "toolTimeMs",
  step_latency: "stepLatencyMs",
} as const satisfies Record<Time, OptionalColumn>;

const PERCENT: Readonly<Record<Exclude<Statistic, "avg">, number>> = {
  max: 100,
  p50: 50,
  p95: 95,
  p99: 99,
};

/** metricPlan returns the plan of a metric; a distribution without a statistic is its average. */
export function metricPlan(metric: MetricRef): MetricPlan {
  const statistic = metric.statistic ?? "avg";
  switch (metric.name) {
    case "streams":
      return plain("count", "streams", "streams");
    case "tasks":
      return plain("count", "tasks", "tasks");
    case "tool_calls":
      return plain("count", "sum:tool_calls", "tool_calls", ["toolCalls"]);
    case "steps":
      return plain("count", "sum:steps", "steps", ["steps"]);
    case "agent_triggers":
      return plain("count", "sum:agent_triggers", "agent_triggers", ["agentTriggers"]);
    case "error_rate":
      return ratio("error_or_failed", "streams");
    case "blocked_rate":
      return ratio("blocked", "streams");
    case "aborted_rate":
      return ratio("aborted", "streams");
    case "byok_share":
      return ratio("byok", "streams");
    case "wasted_rate":
      return ratio("wasted", "sum:spend");
    case "cost_per_stream":
      return distribution("sum:spend", "streams", "values:spend", statistic);
    case "cost_per_task":
      return distribution("sum:spend", "tasks", "task_values", statistic);
    case "execution_time":
    case "llm_time":
    case "tool_time":
    case "step_latency":
      return time(metric.name, statistic);
    default:
      return plain(isMoney(metric.name) ? "nano" : "count", `sum:${metric.name}`, metric.name);
  }
}

function isMoney(name: MetricName): boolean {
  return name === "spend" || name === "wasted" || name === "neo_credits" || name.endsWith("_cost");
}

function plain(
  unit: Unit,
  source: Source,
  share: MetricPlan["share"],
  columns: readonly OptionalColumn[] = [],
): MetricPlan {
  const shareUnit = unit === "nano" ? "nano" : "count";
  return { unit, over: { source }, under: null, scale: 1, share, shareUnit, columns };
}

function ratio(numerator: Amount, denominator: Source): MetricPlan {
  const over = { source: `sum:${numerator}` } as const;
  return {
    unit: "ppm",
    over,
    under: { source: denominator },
    scale: PPM,
    share: numerator,
    shareUnit: numerator === "wasted" ? "nano" : "count",
    columns: [],
  };
}

function distribution(
  sum: Source,
  count: Source,
  values: Source,
  statistic: Statistic,
): MetricPlan {
  const base = { unit: "nano", scale: 1, share: "spend", shareUnit: "nano", columns: [] } as const;
  if (statistic === "avg") return { ...base, over: { source: sum }, under: { source: count } };
  return { ...base, over: { source: values, percent: PERCENT[statistic] }, under: null };
}

function time(name: Time, statistic: Statistic): MetricPlan {
  const plan = distribution(`sum:${name}`, `sum:${name}_known`, `values:${name}`, statistic);
  return { ...plan, unit: "ms", columns: [TIME_COLUMN[name]] };
}
