import type { Nano } from "../money.ts";

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

/** WindowSpec is the stretch of time that a metric is taken over. */
export type WindowSpec =
  | { readonly kind: "rolling"; readonly ms: number }
  | {
      readonly kind: "calendar";
      readonly unit: CalendarUnit;
      readonly timezone: string;
      readonly weekStarts: Weekday;
      /** Day of the month (1-28) on which month, quarter and year windows begin. */
      readonly startsOn: number;
    };

/** WhereField names what a condition looks at. */
export type WhereField =
  | "status"
  | "model"
  | "member"
  | "group"
  | "byok"
  | "tool"
  | "agent"
  | "task"
  | "title"
  | "error";

/** TextMatcher is a compiled pattern (literal, glob or regex) with the text it was written as. */
export interface TextMatcher {
  readonly source: string;
  readonly matches: (text: string) => boolean;
}

/** Condition is one clause of `where`; a row must meet all clauses, and any one matcher of each. */
export type Condition =
  | { readonly field: WhereField; readonly anyOf: readonly TextMatcher[] }
  | { readonly field: "cost_above"; readonly nano: Nano };

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

interface RuleBase {
  readonly name: string;
  readonly by: readonly Dimension[];
  readonly where: readonly Condition[];
  readonly forMs: number;
  readonly keepFiringForMs: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly summary?: string;
  readonly description?: string;
  readonly runbook?: string;
  /** Which of a stream's two times the rule counts by; budgets default to created, the rest to finished. */
  readonly time: "created_at" | "finished_at";
  readonly timezone: string;
  /** What a breach that exists when the rule is first evaluated does: `fire` tells it, `baseline` only records it. */
  readonly onLoad: "fire" | "baseline";
}

/** Override replaces a budget's limit for the groups that match; the first that matches counts. */
export interface Override {
  readonly match: Readonly<Partial<Record<Dimension, TextMatcher>>>;
  readonly limit: number;
}

/** BudgetStep is one rung of a budget: `ppm` of the limit. `label` is as written, such as `80%`. */
export interface BudgetStep {
  readonly ppm: number;
  readonly label: string;
  readonly severity: Severity;
}

/** BudgetRule fires a step when the metric reaches that share of the limit within the window. */
export interface BudgetRule extends RuleBase {
  readonly kind: "budget";
  readonly metric: MetricRef;
  /** In the metric's unit. */
  readonly limit: number;
  readonly window: WindowSpec;
  /** Lowest first. */
  readonly steps: readonly BudgetStep[];
  readonly overrides: readonly Override[];
}

/** ThresholdRule fires while the metric over a window is above or below a bound. */
export interface ThresholdRule extends RuleBase {
  readonly kind: "threshold";
  readonly metric: MetricRef;
  readonly window: WindowSpec;
  readonly direction: "above" | "below";
  /** In the metric's unit; breached strictly beyond it. */
  readonly bound: number;
  /** Where given, the alert resolves only at or past this level (hysteresis). */
  readonly resolveBound?: number;
  /** With fewer streams than this in the window the rule holds its tongue; 0 for always. */
  readonly minStreams: number;
  readonly severity: Severity;
}

/** SpikeRule fires while a window is more than `timesPpm` of the median of earlier equal windows within `versusMs`. */
export interface SpikeRule extends RuleBase {
  readonly kind: "spike";
  readonly metric: MetricRef;
  readonly overMs: number;
  readonly versusMs: number;
  /** Factor in parts per million: 3 times is 3,000,000. */
  readonly timesPpm: number;
  /** In the metric's unit; below it nothing is a spike. */
  readonly atLeast: number;
  /** Compare only with the same window of earlier days or weeks. */
  readonly season?: "day" | "week";
  readonly minStreams: number;
  readonly severity: Severity;
}

/** StreamRule fires once for each row with one of the statuses. */
export interface StreamRule extends RuleBase {
  readonly kind: "stream";
  readonly status: readonly string[];
  readonly severity: Severity;
}

/** Rule is a rule as the engine takes it: everything resolved, defaults filled in. */
export type Rule = BudgetRule | ThresholdRule | SpikeRule | StreamRule;
export type RuleKind = Rule["kind"];

/** MemberGroup is a named group of members (a cost centre); a member may be in several. */
export interface MemberGroup {
  readonly name: string;
  readonly members: readonly TextMatcher[];
}
