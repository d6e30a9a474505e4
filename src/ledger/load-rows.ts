import type { DetailField, LedgerRow } from "../core/stream.ts";
import type { SqlPool } from "./pool.ts";
import { readHead } from "./tables/head.ts";
import { firstRowNo, readRange } from "./tables/streams.ts";
import { inTransaction } from "./transaction.ts";

/** Rows held at once while loading: some MB. Every statement costs a little, too: of 500 rows, a fifth of the time. */
const BATCH = 2_000;

/** loadRows reads the rows that count with either time at or after `since`, in batches of one snapshot. */
export async function loadRows(
  pool: SqlPool,
  since: number,
  take: (rows: readonly LedgerRow[]) => void,
  without: readonly DetailField[] = [],
): Promise<{ head: number }> {
  return inTransaction(pool, "snapshot", async (client) => {
    const head = await readHead(client);
    let after = (await firstRowNo(client)) - 1;
    for (; after < head.rowNo; after += BATCH) {
      const rows = await readRange(client, { after, count: BATCH, since, without });
      if (rows.length > 0) take(rows);
    }
    return { head: head.seq };
  });
}
