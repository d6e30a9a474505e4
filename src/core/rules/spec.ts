import type { Nano } from "../money.ts";
import type { CalendarUnit, Dimension, MetricRef, Severity, Weekday } from "./vocabulary.ts";

export * from "./vocabulary.ts";

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

/**
 * NoData says what becomes of a group that the engine knows and that has no row in the window: its value is 0, its alert stays
 * as it is, or that itself is told (the step `no data`; the table is at `withNoData`). Absence and shift do without.
 */
export const NO_DATA = ["zero", "keep", "alert"] as const;
export type NoData = (typeof NO_DATA)[number];

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
  /** What a group that the engine knows, but that has no row in the window, counts as; left out: the metric decides (sums are 0, ratios have no value). */
  readonly noData?: NoData;
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
  /**
   * Calendar windows of a day or more, and metrics that `canForecast`: steps that fire once the forecast's P50 for the window's
   * end reaches them; labels are `forecast 100%`. The forecast is as of the clock hour's beginning and needs fourteen full
   * past days of the group (see Forecaster).
   */
  readonly forecast: readonly BudgetStep[];
  /**
   * The forecast keeps quiet while its own error is larger than this: the sum of what it got wrong on past days over what was
   * spent in like periods up to their ends (weighted mean absolute percentage error), parts per million.
   */
  readonly forecastMaxErrorPpm: number;
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

/**
 * AnomalyRule fires while a window lies too many robust standard deviations away from its seasonal peers: the same
 * window of earlier days or weeks within `versusMs`. The score is 0.6745 × (value − median) / MAD (Iglewicz and Hoaglin, 1993).
 */
export interface AnomalyRule extends RuleBase {
  readonly kind: "anomaly";
  readonly metric: MetricRef;
  readonly overMs: number;
  readonly versusMs: number;
  readonly season: "day" | "week";
  /** Fires beyond this score, in thousandths: 3.5 is 3500. */
  readonly sensitivityMilli: number;
  readonly direction: "above" | "below" | "both";
  /** In the metric's unit; a deviation from the median smaller than this is none. */
  readonly atLeast: number;
  readonly minStreams: number;
  readonly severity: Severity;
}

/**
 * BurnRateRule fires while both a fast and a slow window spend more than `timesPpm` of a budget's plan: its limit spread
 * evenly over its window. Its alert tells how long what is left of the budget lasts at the pace of the fast window.
 */
export interface BurnRateRule extends RuleBase {
  readonly kind: "burn_rate";
  readonly metric: MetricRef;
  /** The budget, in the metric's unit. */
  readonly limit: number;
  /** The window that the budget is for. */
  readonly window: WindowSpec;
  readonly fastMs: number;
  readonly slowMs: number;
  readonly timesPpm: number;
  readonly overrides: readonly Override[];
  readonly severity: Severity;
}

/** AbsenceRule fires while a group that had rows within `rememberMs` has had none for `overMs`. */
export interface AbsenceRule extends RuleBase {
  readonly kind: "absence";
  readonly overMs: number;
  readonly rememberMs: number;
  readonly severity: Severity;
}

/**
 * NewValueRule fires once for each value of a dimension that a group shows and did not show within `rememberMs` before;
 * quiet for a group whose own first row is younger than `learnMs`, to which everything is new.
 */
export interface NewValueRule extends RuleBase {
  readonly kind: "new_value";
  readonly of: "member" | "model" | "tool" | "agent";
  readonly rememberMs: number;
  readonly learnMs: number;
  readonly severity: Severity;
}

/**
 * ShiftRule fires while a group's share of own-key streams over `overMs` differs by more than `byPpm` from its share in the
 * `versusMs` before: cost moves between two invoices.
 */
export interface ShiftRule extends RuleBase {
  readonly kind: "shift";
  readonly overMs: number;
  readonly versusMs: number;
  /** Difference of the two shares, parts per million. */
  readonly byPpm: number;
  readonly to: "own_key" | "platform" | "either";
  /** Streams that each of the two windows must have. */
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
export type Rule =
  | BudgetRule
  | ThresholdRule
  | SpikeRule
  | AnomalyRule
  | BurnRateRule
  | AbsenceRule
  | NewValueRule
  | ShiftRule
  | StreamRule;
export type RuleKind = Rule["kind"];

/** MemberGroup is a named group of members (a cost centre); a member may be in several. */
export interface MemberGroup {
  readonly name: string;
  readonly members: readonly TextMatcher[];
}
