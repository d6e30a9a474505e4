import type { LedgerRow } from "../../core/stream.ts";

/**
 * RowSource gives rows by number. A row may be made only when it is asked for, so that millions of them need not be held as
 * objects, which costs more time and memory than to play them.
 */
export interface RowSource {
  readonly size: number;
  /** When a row ended, ms since the epoch; NaN for one that does not count. */
  finishedAt(index: number): number;
  /** The row; null where it turns out to be unreadable. */
  row(index: number): LedgerRow | null;
}

/** heldRows is a source of rows that are held already. */
export function heldRows(rows: readonly LedgerRow[]): RowSource {
  return {
    size: rows.length,
    finishedAt: (index) => rows[index]?.finishedAt ?? Number.NaN,
    row: (index) => rows[index] ?? null,
  };
}

/** endsOf is when the first and the last row of a source ended; null where there is none. */
export function endsOf(
  source: RowSource,
): { readonly first: number; readonly last: number } | null {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < source.size; index++) {
    const at = source.finishedAt(index);
    if (at < first) first = at;
    if (at > last) last = at;
  }
  return first <= last ? { first, last } : null;
}
