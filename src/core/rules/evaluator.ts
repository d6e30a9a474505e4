import type { Columns } from "../engine/columns/columns.ts";
import type { CostCentres } from "../engine/columns/cost-centres.ts";
import type { Grouping } from "../engine/columns/grouping.ts";
import type { RowFilter } from "../engine/columns/row-filter.ts";
import type { TimeOrder } from "../engine/columns/time-order.ts";
import type { AlertRef, Finding } from "../engine/finding.ts";
import type { Amount } from "../metrics/amount.ts";
import type { Source } from "../metrics/plan.ts";
import type { GroupIndex } from "../windows/group-index.ts";
import type { View } from "../windows/view.ts";
import type { Least } from "./least.ts";
import type { WindowSpec } from "./spec.ts";
import type { StreamBook } from "./stream-book.ts";

/** RuleScope is what one rule's evaluator sees of the engine: rows by its filter, groups by its dimensions. */
export interface RuleScope {
  readonly columns: Columns;
  readonly grouping: Grouping;
  readonly filter: RowFilter;
  readonly order: TimeOrder;
  readonly centres: CostCentres;
  readonly book: StreamBook;
  /** The most groups that one rule gives findings for. */
  readonly maxGroups: number;
  /** How far back any rule looks, ms. */
  readonly horizonMs: number;
  /** A view that moves with the ticks, shared with the rules that agree in window, groups and filter. */
  view(window: WindowSpec, sources: readonly Source[]): View;
  /** A view of fixed edges (low, high], worked out on the spot. */
  fixedView(low: number, high: number, sources: readonly Source[]): View;
  /** Each group's rows by time. */
  index(lookBackMs: number, amounts: readonly Amount[]): GroupIndex;
}

/** Evaluator evaluates one rule at each tick, after the windows have moved. */
export interface Evaluator {
  /** The steps that the rule's alerts can have, as written; one empty text where its kind has none. */
  readonly steps: readonly string[];
  /** Findings for everything breached, and for each of `open` that the rule still knows. */
  evaluate(at: number, open: readonly AlertRef[]): Finding[];
  /** Groups that breached at the last tick and got no finding, because there were too many. */
  readonly leftOut: number;
}

/** Judge decides on a group's numbers; one for each kind of rule that looks at windows. */
export interface Judge {
  /** The rule's steps as written; one empty text where the kind has none. */
  readonly steps: readonly string[];
  /** What a group must come to before `suspect` can say yes; left out where that cannot be told or must be asked all the same. */
  readonly least?: Least;
  /** Whether the group's present numbers can be a breach of any step; asked whenever they change. */
  suspect(seen: Seen): boolean;
  /** What `judge` says where the step is breached, and null, as cheaply as can be, where it is not. */
  breach(seen: Seen, step: number): Judgement | null;
  judge(seen: Seen, step: number): Judgement;
  /** Whether time alone may have made groups suspect since it was last asked: all that have rows are then looked at anew. */
  turns?(at: number): boolean;
}

/** Seen is a group with its present numbers: the metric is n over d, without a value where d is 0. */
export interface Seen {
  /** The group's number; -1 where no row is in it. */
  readonly group: number;
  /** The alert that is asked about, where the group's number does not say who it is. */
  readonly ref: AlertRef | null;
  readonly n: number;
  readonly d: number;
  readonly streams: number;
  /** The group has had a row within what the rule remembers, or else the engine's horizon; looked at only for rules that watch idle groups. */
  readonly known: boolean;
  /** The window is over; the numbers are what it came to. */
  readonly ended: boolean;
  readonly at: number;
}

/** Judgement is the part of a finding that the kind of rule decides. */
export type Judgement = Pick<
  Finding,
  | "breached"
  | "cleared"
  | "silent"
  | "rearmed"
  | "limit"
  | "budget"
  | "severity"
  | "baseline"
  | "past"
  | "burn"
  | "forecast"
  | "lastAt"
  | "earlier"
  | "terms"
>;
