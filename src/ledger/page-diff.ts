import { finishedAt, type LedgerRow, type Stream } from "../core/stream.ts";
import type { JournalEntry } from "./tables/journal.ts";
import { STREAM_FIELDS, type StreamField } from "./tables/stream-columns.ts";
import type { RowWrite } from "./tables/streams.ts";

/** PageDiff is what a page changes: rows to insert and to update, in the page's order, and their entries. */
export interface PageDiff {
  readonly added: readonly RowWrite[];
  readonly changed: readonly RowWrite[];
  readonly entries: readonly JournalEntry[];
  /** Rows that count again after a retraction. */
  readonly restored: number;
  readonly unchanged: number;
}

/** diffPage compares a page's streams, each id once, with the stored rows; new rows get the numbers after `rowNo`. */
export function diffPage(
  streams: readonly Stream[],
  stored: readonly LedgerRow[],
  rowNo: number,
  seenAt: number,
): PageDiff {
  const known = new Map(stored.map((row) => [row.id, row]));
  const added: RowWrite[] = [];
  const changed: RowWrite[] = [];
  const entries: JournalEntry[] = [];
  let restored = 0;
  for (const stream of streams) {
    const row = known.get(stream.id);
    if (!row) {
      const write = {
        rowNo: rowNo + added.length + 1,
        stream,
        finishedAt: finishedAt(stream, seenAt),
      };
      added.push(write);
      entries.push({ rowNo: write.rowNo, kind: "added" });
      continue;
    }
    const entry = difference(row, stream);
    if (!entry) continue;
    changed.push({ rowNo: row.rowNo, stream, finishedAt: finishedAt(stream, row.firstSeenAt) });
    entries.push(entry);
    if (row.retracted) restored += 1;
  }
  const unchanged = streams.length - added.length - changed.length;
  return { added, changed, entries, restored, unchanged };
}

function difference(row: LedgerRow, stream: Stream): JournalEntry | null {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const field of STREAM_FIELDS) {
    if (same(row, stream, field)) continue;
    before[field] = row[field];
    after[field] = stream[field];
  }
  if (row.retracted) {
    before["retracted"] = true;
    after["retracted"] = false;
  }
  if (Object.keys(after).length === 0) return null;
  return { rowNo: row.rowNo, kind: "changed", before, after };
}

function same(row: LedgerRow, stream: Stream, field: StreamField): boolean {
  if (field !== "tools" && field !== "agents") return row[field] === stream[field];
  return canonical(row[field]) === canonical(stream[field]);
}

/** The database keeps an object's keys in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
