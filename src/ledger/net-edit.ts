import type { RowEdit } from "../core/ports/index.ts";
import { finishedAt, type LedgerRow } from "../core/stream.ts";
import type { JournalEntry } from "./tables/journal.ts";

/** EditEntry is one of a row's journal entries with its place in the journal. */
export interface EditEntry extends Pick<JournalEntry, "kind" | "before"> {
  readonly seq: number;
}

/**
 * netEdit works out what the journal's entries up to `head` did to a row, by undoing them from how it is stored now; entries
 * holds all of the row's after the moment in question, oldest first. Null where that changed nothing that counts.
 */
export function netEdit(
  stored: LedgerRow,
  entries: readonly EditEntry[],
  head: number,
): RowEdit | null {
  let now: LedgerRow | null = null;
  let row: LedgerRow | null = stored;
  for (const entry of entries.toReversed()) {
    if (entry.seq <= head) now ??= row;
    row = undone(row ?? stored, entry);
  }
  const was = counting(row);
  const is = counting(now);
  if (was === null && is === null) return null;
  return { kind: kindOf(row, is), was, now: is };
}

function kindOf(before: LedgerRow | null, now: LedgerRow | null): RowEdit["kind"] {
  if (before === null) return "late";
  return now === null ? "retracted" : "changed";
}

function undone(row: LedgerRow, { kind, before }: EditEntry): LedgerRow | null {
  if (kind === "added") return null;
  if (kind === "retracted") return { ...row, retracted: false };
  const was: LedgerRow = { ...row, ...before };
  return { ...was, finishedAt: finishedAt(was, was.firstSeenAt) };
}

function counting(row: LedgerRow | null): LedgerRow | null {
  return row === null || row.retracted ? null : row;
}
