import type { MetricRef, NewValueRule, RuleKind, Severity, Unit } from "../rules/spec.ts";

/** GroupLabels are the values of a rule's `by` dimensions for one group; a missing member is `(unknown)`. */
export type GroupLabels = Readonly<Record<string, string>>;

/** AlertRef names one alert state: there is one per account, rule, group, step and window. */
export interface AlertRef {
  readonly account: string;
  readonly rule: string;
  readonly group: GroupLabels;
  /** A budget's step as written (`80%`, `forecast 100%`), `no data` where that is told; empty otherwise. */
  readonly step: string;
  /** A calendar window's start as ISO text, a stream rule's stream id, the value of `new_value`; empty for rolling windows. */
  readonly window: string;
}

/** Span is a stretch of time, ms since the epoch; `name` is how the rule calls it (`month`, `1h`). */
export interface Span {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Baseline is what a spike or an anomaly was compared with. */
export interface Baseline {
  /** Median of the earlier windows, in the metric's unit. */
  readonly median: number;
  /** How many earlier windows there were. */
  readonly windows: number;
  /** Anomalies: median absolute deviation of the earlier windows, in the metric's unit. */
  readonly mad?: number;
  /** Anomalies: the robust score in thousandths; null where the earlier windows are all alike, so that there is no scale. */
  readonly scoreMilli?: number | null;
}

/** Burn is how fast a budget is used up. */
export interface Burn {
  /** Spent within the fast and the slow window, in the metric's unit. */
  readonly fast: { readonly ms: number; readonly value: number };
  readonly slow: { readonly ms: number; readonly value: number };
  /** What the plan allows for a fast window, in the metric's unit. */
  readonly plan: number;
  /** Spent of the budget so far in its own window. */
  readonly spent: number;
  /** Until the budget is gone at the fast window's pace, ms; 0 where it is gone, null where the pace is 0. */
  readonly exhaustedInMs: number | null;
}

/** Forecast is where a budget is heading by the end of its window, in the metric's unit. */
export interface Forecast {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  /** Mean absolute error of the same forecast on past days, parts per million of what was spent; null where nothing can be compared. */
  readonly errorPpm: number | null;
  /** How many past days it rests on. */
  readonly days: number;
  /** The end of the budget's window, ms since the epoch. */
  readonly until: number;
}

/** Earlier is what a shift compares with: the share of own-key streams in the stretch before the present window. */
export interface Earlier {
  /** Parts per million. */
  readonly share: number;
  readonly streams: number;
}

/** Past is how much of its past a group shows to compare with, and how much a rule needs: earlier windows, or full days for a forecast. */
export interface Past {
  readonly present: number;
  readonly needed: number;
}

/** Silence names why a rule says nothing of a group. */
export type Silence = "too_few_streams" | "too_little_history" | "forecast_uncertain" | "no_data";

/** Finding is what the engine sees of one alert state at one tick; the life cycle decides what follows. */
export interface Finding {
  readonly ref: AlertRef;
  readonly kind: RuleKind | "system";
  /** The condition holds at this tick. */
  readonly breached: boolean;
  /** The condition is gone for good: past the resolve level where there is one. Never true while breached. */
  readonly cleared: boolean;
  /** Why nothing can be said, where nothing can. */
  readonly silent?: Silence;
  /** The window this state belongs to has ended (a calendar budget's new month). */
  readonly ended: boolean;
  /** The window is over, rows came into it since, and it may still change: what it comes to now. */
  readonly closed?: true;
  /** Closed windows: the lower steps that it newly reaches, too. */
  readonly alsoCrossed?: readonly string[];
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
  /** Given where the rule is silent for too little history. */
  readonly past?: Past;
  readonly burn?: Burn;
  readonly forecast?: Forecast;
  /** Absence: when the group's last row was, ms since the epoch. */
  readonly lastAt?: number;
  /** Shifts: the share before; left out where there was no stream. */
  readonly earlier?: Earlier;
  /** New values: the dimension that the value in `ref.window` is one of. */
  readonly of?: NewValueRule["of"];
  /** Canonical text of the condition; a change of it re-arms the state (DESIGN.md 6). */
  readonly terms: string;
  /** Stream rules: the row itself. New values: the row that showed it. */
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
