import type { GroupLabels } from "../engine/finding.ts";
import type { Nano } from "../money.ts";
import type { SummaryState } from "../ports/proofs.ts";
import type { MetricRef, Unit } from "../rules/spec.ts";

/** STATEMENT_UNITS are the periods that are stated. */
export const STATEMENT_UNITS = ["day", "month"] as const;
export type StatementUnit = (typeof STATEMENT_UNITS)[number];

/** PERIOD_UNITS are the periods that can be reported: of the calendar, or from any day to any other. */
export const PERIOD_UNITS = [...STATEMENT_UNITS, "week", "range"] as const;
export type PeriodUnit = (typeof PERIOD_UNITS)[number];

/** PeriodOfCalendar is a period that the calendar decides; weeks begin on Monday. */
export type PeriodOfCalendar = Exclude<PeriodUnit, "range">;

/** Period is a stretch of a zone's calendar, `[from, to)`, ms since the epoch. */
export interface Period {
  readonly unit: PeriodUnit;
  readonly from: number;
  readonly to: number;
}

/** Totals add up streams by when they were created; amounts in nano-credits. */
export interface Totals {
  readonly streams: number;
  /** What Neo bills: its credits and its own charge. */
  readonly spend: Nano;
  readonly neoCredits: Nano;
  /** Of streams on an own key: what the model cost, and Neo's own charge. */
  readonly byokLlmCost: Nano;
  readonly byokNeoCost: Nano;
  /** Spend of streams that did not complete. */
  readonly wasted: Nano;
}

/** Part is what one member, model or cost centre comes to. */
export interface Part extends Totals {
  readonly name: string;
}

/** BudgetOutcome is what one group came to of a budget whose window is the statement's period. */
export interface BudgetOutcome {
  readonly rule: string;
  readonly group: GroupLabels;
  readonly metric: MetricRef;
  readonly unit: Unit;
  readonly limit: number;
  readonly value: number;
  /** The highest step that it reached, as written; null where it reached none. */
  readonly step: string | null;
}

/** StatementProof says how sure the numbers are. */
export interface StatementProof {
  /** Everything created before this moment was read, ms since the epoch; null while no sweep was complete. */
  readonly completeTo: number | null;
  readonly gaps: number;
  /** Everything created from this moment on was read; null while no sweep was complete. */
  readonly readFrom: number | null;
  /** Everything created before this moment can no longer change; null while nothing is proven so. */
  readonly settledTo: number | null;
  readonly summary: SummaryState;
  /** When the last of the period's days was last compared with the API's summary; null where one never was. */
  readonly auditedAt: number | null;
  /** What still differs from the API's summary, for the admin. */
  readonly drift: readonly string[];
}

/** Figures are a statement's numbers, which rows alone decide. */
export interface Figures {
  readonly totals: Totals;
  /** Largest spend first. */
  readonly members: readonly Part[];
  readonly models: readonly Part[];
  readonly centres: readonly Part[];
  /** Streams by status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly budgets: readonly BudgetOutcome[];
}

/** Difference is one number that a revision changed. */
export interface Difference {
  readonly what: string;
  readonly unit: Unit;
  readonly was: number;
  readonly now: number;
}

/** Statement is what an account spent in a period; once stored it never changes: a later row makes a revision beside it. */
export interface Statement extends Period, Figures {
  readonly account: string;
  /** The zone of the period's ends. */
  readonly timezone: string;
  readonly usdPerCredit: number;
  /** When it was drawn up, ms since the epoch. */
  readonly at: number;
  /** The journal's sequence number that it rests on. */
  readonly seq: number;
  /** 0 for the first statement of a period. */
  readonly revision: number;
  /** What differs from the revision before; empty for the first. */
  readonly differences: readonly Difference[];
  readonly proof: StatementProof;
}
