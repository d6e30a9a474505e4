import type { Transition } from "../alerts/index.ts";
import type { LedgerRow } from "../stream.ts";

/** Edit is what the journal tells of a row that came late, was changed or was retracted. */
export interface Edit {
  readonly kind: "late" | "changed" | "retracted";
  /** When the daemon noticed, ms since the epoch. */
  readonly at: number;
  /** The row as it is now; a retracted one as it last was. */
  readonly row: LedgerRow;
  /** Changed rows: the fields that differ, as they were and as they then were. */
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** RuleHistory reads what happened to a rule's alerts, and to the rows that they count. */
export interface RuleHistory {
  /** The newest transition to firing of each of a rule's alerts, newest first, at most `limit`. */
  fired(rule: string, limit: number): Promise<readonly Transition[]>;
  /** Edits of rows whose either time is at or after `since`, newest first, at most `limit`, and how many there are in all. */
  edits(
    since: number,
    limit: number,
  ): Promise<{ readonly edits: readonly Edit[]; readonly total: number }>;
}
