import type { RowColumns } from "../row-columns.ts";
import type { MemberGroup, Rule, Unit } from "../rules/spec.ts";
import type { LedgerRow } from "../stream.ts";
import type { AlertRef, Contributors, Finding, Span } from "./finding.ts";

/** EngineOptions are the rules and cost centres that an engine evaluates. */
export interface EngineOptions {
  readonly rules: readonly Rule[];
  readonly groups: readonly MemberGroup[];
  /** The most groups of one rule that get findings, the largest first; 10,000 unless given. */
  readonly maxGroups?: number;
  /** For how long after its end rows may still come into a budget's period, ms; 0, unless given: periods that are over find nothing. */
  readonly settleMs?: number;
}

/** Measure is a metric's value over some rows, in its unit, and how many streams they are. */
export interface Measure {
  readonly value: number;
  readonly streams: number;
}

/** Stretch is a window, or what of it is new: the rows whose numbers are above `newerThan`. */
export interface Stretch {
  readonly span: Span;
  readonly newerThan?: number;
}

/** Portion is what the rows of a stretch have in an alert's value, counted as contributors are. */
export interface Portion {
  readonly value: number;
  /** What `value` is counted in: a rate's parts are counts, a duration's are spend. */
  readonly unit: Unit;
  /** The streams that have a part in it. */
  readonly streams: number;
}

/** RowPart is what a single row has in an alert's value, counted as contributors are. */
export interface RowPart {
  readonly rowNo: number;
  readonly value: number;
}

/** Engine evaluates rules over the ledger's rows, incrementally: a tick costs what changed, not what is stored. */
export interface Engine {
  /**
   * Takes rows as they are now: new ones, changed ones and retracted ones alike, told apart by rowNo.
   * `news` marks rows that no earlier evaluation has seen: only they can fire `stream` and `new_value` rules.
   */
  put(rows: Iterable<LedgerRow>, news: boolean): void;
  /** The same for rows that come as columns. */
  putColumns(rows: RowColumns, news: boolean): void;
  /**
   * Moves every window to `at` (ms since the epoch, never backwards: an earlier one counts as the last) and returns what is breached there,
   * plus one finding for each of `open`, breached or not.
   */
  tick(at: number, open: Iterable<AlertRef>): Finding[];
  /** The largest tasks, models and members of one group's value within a window. */
  contributors(ref: AlertRef, stretch: Stretch, limit: number): Contributors;
  /** What a group's rows within a stretch come to, counted as its contributors are. */
  portion(ref: AlertRef, stretch: Stretch): Portion;
  /** At most `most` of those rows that have a part in it: the largest first, or the newest. */
  parts(ref: AlertRef, stretch: Stretch, most: number, first: "largest" | "newest"): RowPart[];
  /** A group's metric over each of several windows, of which neither end goes back; null where one has no value. */
  series(ref: AlertRef, windows: readonly Span[]): readonly (number | null)[];
  /** The alert states of a rule's present window, of each group with a row within the horizon; none for happenings. After a tick. */
  refs(rule: string): readonly AlertRef[];
  /** The numbers of a group's rows within a window, earliest first. After a tick. */
  rowsOf(ref: AlertRef, window: Span): readonly number[];
  /** A rule's metric over a group's rows within a window, whatever window the rule looks at now. After a tick. */
  measure(ref: AlertRef, window: Span): Measure;
  /** How far back from a tick any rule looks, ms. */
  readonly horizonMs: number;
  /** Rows held. */
  readonly size: number;
  /** Rules of which at the last tick more groups breached than get findings, with how many were left out. */
  readonly capped: ReadonlyMap<string, number>;
  /** Lets go of rows whose both times lie before `before`, once they are enough to be worth building the columns anew. */
  forget(before: number): void;
}
