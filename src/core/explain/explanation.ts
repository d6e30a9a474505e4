import type { AlertStatus, TransitionReason } from "../alerts/alert.ts";
import type { Finding, GroupLabels, Silence, Span } from "../engine/finding.ts";
import type { Coverage } from "../message/message.ts";
import type { Waiting } from "../rules/needed-from.ts";
import type { MetricRef, RuleKind, Unit } from "../rules/spec.ts";
import type { EditSummary } from "./edit-summary.ts";
import type { KeptFrom } from "./kept-from.ts";
import type { Told } from "./told-to.ts";

/** Check is one condition for firing, with its numbers, and whether it is met. */
export interface Check {
  readonly met: boolean;
  readonly text: string;
}

/** StateExplanation says of one step of one group why it fires or does not. */
export interface StateExplanation {
  /** A budget's step as written; empty for kinds that have none. */
  readonly step: string;
  /** As stored by the last evaluation; `inactive` where nothing is. */
  readonly status: AlertStatus;
  readonly reason: TransitionReason | null;
  /** Since when it is pending or firing, ms since the epoch. */
  readonly since: number | null;
  readonly breached: boolean;
  readonly silent: Silence | null;
  /** What this step is compared with, in the metric's unit. */
  readonly limit: number;
  readonly checks: readonly Check[];
  /** When it last began to fire, in this window or an earlier one; null where it never has. */
  readonly lastFiredAt: number | null;
  /** What receivers were last told of its value. */
  readonly told: readonly Told[];
  /** The receivers that it is kept from now. */
  readonly keptFrom: readonly KeptFrom[];
}

/** Compared is what a kind of rule compares a group's value with, where it has that. */
type Compared = Pick<
  Finding,
  "budget" | "baseline" | "past" | "burn" | "forecast" | "earlier" | "lastAt"
>;

/** GroupExplanation is everything about one group of a rule, as it is now. */
export interface GroupExplanation extends Compared {
  readonly account: string;
  readonly group: GroupLabels;
  readonly who: string;
  readonly metric: MetricRef;
  readonly unit: Unit;
  readonly value: number;
  readonly streams: number;
  readonly window: Span;
  readonly limit: Limit;
  /** How close it is to firing: 1 is at its limit. */
  readonly nearness: number;
  readonly states: readonly StateExplanation[];
  readonly edits: EditSummary;
}

/** Limit is what a group may reach, which setting gave it, and what is left of it. */
export interface Limit {
  readonly value: number;
  readonly unit: Unit;
  /** `the rule`, or the override as written: `override for member lead@acme.io`. */
  readonly from: string;
  /** Left until it is reached; below 0 where it is passed. */
  readonly headroom: number;
}

/** Firing is one past firing of a rule. */
export interface Firing {
  readonly at: number;
  readonly who: string;
  readonly step: string;
  /** What names the window or the happening: a stream's id, a new value, a calendar window's start. */
  readonly window: string;
  readonly value: number;
  readonly reason: TransitionReason;
}

/** AccountStanding says how complete an account's numbers are, and whether it is evaluated at all. */
export interface AccountStanding extends Coverage {
  /** False while its history is still being read, newest first. */
  readonly ready: boolean;
  /** How far back it is read; null before anything is. */
  readonly readFrom: number | null;
  /** What of the rule is not evaluated yet for it, and how far back it has to be read for that. */
  readonly waitsFor: Waiting | null;
}

/** Explanation answers why a rule fires or does not, group by group. */
export interface Explanation {
  readonly rule: string;
  readonly kind: RuleKind;
  readonly at: number;
  readonly timezone: string;
  readonly usdPerCredit: number;
  /** Nearest to their limit first. */
  readonly groups: readonly GroupExplanation[];
  /** Matching groups that are left out. */
  readonly more: number;
  /** The newest firings, newest first. */
  readonly fired: readonly Firing[];
  /** Whether firings older than those were left unread, so that a group may have fired before. */
  readonly olderFirings: boolean;
  /** Edits of rows that were left unread since there are too many; no group counts them. */
  readonly olderEdits: number;
  readonly accounts: readonly AccountStanding[];
  /** When the daemon last evaluated and stored something, ms since the epoch; null before the first time. */
  readonly evaluatedAt: number | null;
}
