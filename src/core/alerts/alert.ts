import type { Causes } from "../causes/causes.ts";
import type { Correction } from "../corrections/correction.ts";
import type {
  AlertRef,
  Baseline,
  Burn,
  Contributors,
  Earlier,
  Forecast,
  Span,
  StreamFacts,
} from "../engine/finding.ts";
import type { Hush } from "../quiet/hush.ts";
import type { MetricRef, NewValueRule, RuleKind, Severity, Unit } from "../rules/spec.ts";

/** ALERT_STATUSES are the states of an alert's life. */
export const ALERT_STATUSES = ["inactive", "pending", "firing", "resolved"] as const;
export type AlertStatus = (typeof ALERT_STATUSES)[number];

/**
 * TRANSITION_REASONS name why an alert changed, or why a change of it is not told.
 * They are stored with every transition, logged and shown.
 */
export const TRANSITION_REASONS = [
  "pending", // breached, waiting for `for`
  "first", // fires for the first time
  "step_up", // a higher step of a budget that already fires
  "breached_again", // fires anew within the window in which it had been resolved
  "covered", // fires, but a higher step of the same budget speaks for it
  "uncovered", // had been covered, and fires on after the step that spoke for it has ended
  "baseline", // was already over when first evaluated: told in the first digest
  "recorded", // was already over when first evaluated, and `on_load: baseline` only records it
  "limit_changed", // its own limit was edited: it fires anew, or is over
  "gone", // breach ended before `for` had passed
  "resolved", // the breach is over
  "restated", // rows changed, and the numbers no longer breach
  "too_few_streams", // no longer enough streams to say so
  "too_little_history", // no longer enough earlier windows to compare with
  "forecast_uncertain", // the forecast's own error on past days has become too large
  "no_data", // no row in the window any more
  "window_ended", // the calendar window is over
  "rule_removed", // the rule or step is no longer configured
  "closed_period", // rows that came late carried a period over a step after its end
  "told", // a single stream's firing has been told and needs nothing more
] as const;
export type TransitionReason = (typeof TRANSITION_REASONS)[number];

/** Alert is one alert state with what was last seen of it; kept in the database with its history. */
export interface Alert {
  /** alertId(ref): canonical text of account, rule, group, step and window. */
  readonly id: string;
  readonly ref: AlertRef;
  readonly kind: RuleKind | "system";
  readonly status: AlertStatus;
  readonly reason: TransitionReason;
  readonly severity: Severity;
  /** All labels for routing: account, rule, kind, severity, step, the group's and the rule's own. */
  readonly labels: Readonly<Record<string, string>>;
  readonly summary?: string;
  readonly description?: string;
  readonly runbook?: string;
  readonly metric: MetricRef;
  readonly unit: Unit;
  readonly value: number;
  readonly limit: number;
  readonly budget?: number;
  readonly window: Span;
  readonly streams: number;
  /** Its period was over when it fired: told once, and never resolved. */
  readonly closed?: true;
  readonly baseline?: Baseline;
  readonly burn?: Burn;
  readonly forecast?: Forecast;
  readonly lastAt?: number;
  readonly earlier?: Earlier;
  readonly of?: NewValueRule["of"];
  readonly stream?: StreamFacts;
  readonly advice?: string;
  /** In messages: the largest parts of what came since its receiver was last told, or of the whole value. */
  readonly contributors?: Contributors;
  /** In messages: what made the value what it is. */
  readonly causes?: Causes;
  /** In messages: what was told of the value before, and what edits of rows have made of that. */
  readonly corrected?: Correction;
  /** In messages: what keeps it quiet though it fires; of one that is over, who had taken it on. */
  readonly hush?: Hush;
  /** The other steps that the firing step speaks for, as written. */
  readonly alsoCrossed?: readonly string[];
  /** A higher step of the same budget and window speaks; this one is not told. */
  readonly covered: boolean;
  /** Recorded only (`on_load: baseline`); never told. */
  readonly muted: boolean;
  readonly terms: string;
  readonly pendingSince: number | null;
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  /** When the condition was last seen to hold; `keep_firing_for` counts from here. */
  readonly lastBreachedAt: number | null;
  readonly updatedAt: number;
}

/** Transition is one step in an alert's life, kept for ever in its history. */
export interface Transition {
  readonly alertId: string;
  readonly at: number;
  readonly from: AlertStatus;
  readonly to: AlertStatus;
  readonly reason: TransitionReason;
  readonly value: number;
  readonly limit: number;
}
