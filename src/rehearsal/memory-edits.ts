import type { RowEdit } from "../core/ports/index.ts";
import { isLate, type LedgerRow } from "../core/stream.ts";

/** JournalEntry is one change of the memory ledger, with the row as it was then. */
export interface JournalEntry {
  readonly seq: number;
  readonly kind: "added" | "changed" | "retracted";
  readonly row: LedgerRow;
}

/** editsIn gives what the journal's entries after `seq`, up to `head`, did to the rows that they edited. */
export function editsIn(
  journal: readonly JournalEntry[],
  seq: number,
  head: number,
  readyAt: (account: string) => number | null,
): readonly RowEdit[] {
  const touched = new Set(journal.slice(seq, head).map(({ row }) => row.rowNo));
  return [...touched].flatMap((rowNo): RowEdit[] => {
    const entries = journal.slice(0, head).filter(({ row }) => row.rowNo === rowNo);
    const now = entries.at(-1)?.row;
    const before = entries.findLast((entry) => entry.seq <= seq)?.row;
    if (!now || (!before && !cameLate(now, readyAt(now.account)))) return [];
    const was = before && !before.retracted ? before : null;
    if (was === null && now.retracted) return [];
    return [{ kind: kindOf(before, now), was, now: now.retracted ? null : now }];
  });
}

function kindOf(before: LedgerRow | undefined, now: LedgerRow): RowEdit["kind"] {
  if (!before) return "late";
  return now.retracted ? "retracted" : "changed";
}

function cameLate(row: LedgerRow, readyAt: number | null): boolean {
  return readyAt !== null && row.firstSeenAt > readyAt && isLate(row);
}
