/** DIMENSIONS are what a rule may group by; the account is always part of a group's key. */
export const DIMENSIONS = [
  "account",
  "member",
  "group",
  "model",
  "status",
  "byok",
  "task",
  "agent",
  "tool",
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** SEVERITIES are the severities of an alert, mildest first. */
export const SEVERITIES = ["info", "warning", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** CALENDAR_UNITS are the calendar windows. */
export const CALENDAR_UNITS = ["hour", "day", "week", "month", "quarter", "year"] as const;
export type CalendarUnit = (typeof CALENDAR_UNITS)[number];

/** WEEKDAYS are the names of the days, Monday first, as `week_starts` takes them. */
export const WEEKDAYS = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Metric names follow DESIGN.md 4; a distribution also says which statistic of it. */
export type Statistic = "avg" | "max" | "p50" | "p95" | "p99";
export const STATISTICS = ["avg", "max", "p50", "p95", "p99"] as const;
export const MONEY_METRICS = [
  "neo_credits",
  "llm_cost",
  "neo_cost",
  "byok_cost",
  "spend",
  "wasted",
] as const;
export const COUNT_METRICS = [
  "streams",
  "tasks",
  "completed",
  "errors",
  "failed",
  "aborted",
  "blocked",
  "tool_calls",
  "steps",
  "agent_triggers",
] as const;
export const RATIO_METRICS = [
  "error_rate",
  "blocked_rate",
  "aborted_rate",
  "wasted_rate",
  "byok_share",
] as const;
export const DISTRIBUTION_METRICS = [
  "cost_per_stream",
  "cost_per_task",
  "execution_time",
  "llm_time",
  "tool_time",
  "step_latency",
] as const;

export type MetricName =
  | (typeof MONEY_METRICS)[number]
  | (typeof COUNT_METRICS)[number]
  | (typeof RATIO_METRICS)[number]
  | (typeof DISTRIBUTION_METRICS)[number];

/** MetricRef is a metric, with its statistic (default avg) where it is a distribution. */
export interface MetricRef {
  readonly name: MetricName;
  readonly statistic?: Statistic;
}

/** Unit is what a value or a limit is counted in: nano-credits, a plain count, a share in parts per million, or ms. */
export type Unit = "nano" | "count" | "ppm" | "ms";

/** PPM is the number of parts per million in a whole: ratios and steps are kept as integers of it. */
export const PPM = 1_000_000;
