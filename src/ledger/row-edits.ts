import type { RowEdit } from "../core/ports/index.ts";
import { type EditEntry, netEdit } from "./net-edit.ts";
import type { SqlPool } from "./pool.ts";
import { readEntries } from "./tables/edits.ts";
import { readByRowNos } from "./tables/streams.ts";
import { inTransaction } from "./transaction.ts";

/** Edited rows read at once: a few MB. */
const BATCH = 2_000;

/** rowEdits reads which rows the journal's entries after `seq`, up to `head`, edited; rows and entries are of one moment. */
export async function rowEdits(
  pool: SqlPool,
  seq: number,
  head: number,
  take: (edits: readonly RowEdit[]) => void,
): Promise<void> {
  for (let last: number | null = 0; last !== null; ) {
    const from: number = last;
    const batch = await inTransaction(pool, "snapshot", async (client) => {
      const edited = await readEntries(client, { seq, head, after: from, limit: BATCH });
      const rows = edited.size > 0 ? await readByRowNos(client, [...edited.keys()]) : [];
      return { edited, rows };
    });
    const edits = batch.rows.flatMap((row) => edit(row, batch.edited, head));
    if (edits.length > 0) take(edits);
    last = batch.edited.size === BATCH ? Math.max(...batch.edited.keys()) : null;
  }
}

function edit(
  row: Parameters<typeof netEdit>[0],
  edited: ReadonlyMap<number, readonly EditEntry[]>,
  head: number,
): readonly RowEdit[] {
  const found = netEdit(row, edited.get(row.rowNo) ?? [], head);
  return found ? [found] : [];
}
