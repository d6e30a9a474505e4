import type { MetricRef, RuleKind, Severity, Unit } from "../rules/spec.ts";

/** GroupLabels are the values of a rule's `by` dimensions for one group; a missing member is `(unknown)`. */
export type GroupLabels = Readonly<Record<string, string>>;

/** AlertRef names one alert state: there is one per account, rule, group, step and window. */
export interface AlertRef {
  readonly account: string;
  readonly rule: string;
  readonly group: GroupLabels;
  /** A budget's step as written (`80%`); empty for other kinds. */
  readonly step: string;
  /** A calendar window's start as ISO text, a stream rule's stream id; empty for rolling windows. */
  readonly window: string;
}

/** Span is a stretch of time, ms since the epoch; `name` is how the rule calls it (`month`, `1h`). */
export interface Span {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Baseline is what a spike was compared with. */
export interface Baseline {
  /** Median of the earlier windows, in the metric's unit. */
  readonly median: number;
  /** How many earlier windows there were. */
  readonly windows: number;
}

/** Finding is what the engine sees of one alert state at one tick; the life cycle decides what follows. */
export interface Finding {
  readonly ref: AlertRef;
  readonly kind: RuleKind | "system";
  /** The condition holds at this tick. */
  readonly breached: boolean;
  /** The condition is gone for good: past the resolve level where there is one. Never true while breached. */
  readonly cleared: boolean;
  /** Why nothing can be said (`too_few_streams`, `too_little_history`), where nothing can. */
  readonly silent?: "too_few_streams" | "too_little_history";
  /** The window this state belongs to has ended (a calendar budget's new month). */
  readonly ended: boolean;
  /** Rolling budgets: the value is below the lowest step, so every step may fire again. */
  readonly rearmed: boolean;
  readonly metric: MetricRef;
  readonly unit: Unit;
  readonly value: number;
  /** What the value was compared with: a step's share of the limit, a bound, a spike's times × median or at least its `at_least`. */
  readonly limit: number;
  /** A budget's whole limit, where the kind has one. */
  readonly budget?: number;
  readonly window: Span;
  readonly severity: Severity;
  /** Streams in the window. */
  readonly streams: number;
  readonly baseline?: Baseline;
  /** Canonical text of the condition; a change of it re-arms the state (DESIGN.md 6). */
  readonly terms: string;
  /** Stream rules: the row itself. */
  readonly stream?: StreamFacts;
  /** System findings: what happened and what to do. */
  readonly advice?: string;
}

/** StreamFacts are what a message says of a single stream. */
export interface StreamFacts {
  readonly id: string;
  readonly taskId: string;
  readonly taskTitle: string | null;
  readonly member: string | null;
  readonly model: string;
  readonly status: string;
  readonly errorMessage: string | null;
  readonly createdAt: number;
  readonly finishedAt: number;
  /** What Neo bills for it, nano-credits. */
  readonly spend: number;
}

/** Contributor is one task, model or member with its share of a window's value, in the metric's unit. */
export interface Contributor {
  readonly id: string;
  /** A task's title, where it has one. */
  readonly title: string | null;
  readonly value: number;
  /** What `value` is counted in where that is not the metric's unit: a rate's parts are counts, a duration's are spend. */
  readonly unit?: Unit;
  readonly streams: number;
}

/** Contributors are the largest parts of an alert's value, largest first. */
export interface Contributors {
  readonly tasks: readonly Contributor[];
  readonly models: readonly Contributor[];
  readonly members: readonly Contributor[];
}
