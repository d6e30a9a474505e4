import type { DetailField, LedgerRow } from "../core/stream.ts";
import type { SqlPool } from "./pool.ts";
import { readHead } from "./tables/head.ts";
import { countBlocks, readBlocks } from "./tables/stream-blocks.ts";
import { inTransaction } from "./transaction.ts";

/** Blocks of 8 kB that are read at once: some 5,000 rows, which are held as objects for a moment. */
const BATCH = 256;

/** loadRows reads the rows that count with either time at or after `since`, in batches of one snapshot. */
export async function loadRows(
  pool: SqlPool,
  since: number,
  take: (rows: readonly LedgerRow[]) => void,
  without: readonly DetailField[] = [],
): Promise<{ head: number }> {
  return inTransaction(pool, "snapshot", async (client) => {
    const head = await readHead(client);
    const blocks = await countBlocks(client);
    const read = async (from: number) =>
      from < blocks ? readBlocks(client, { from, to: from + BATCH, since, without }) : null;
    let reading = read(0);
    for (let from = BATCH; ; from += BATCH) {
      const rows = await reading;
      if (rows === null) return { head: head.seq };
      // A server works on the next ones while these are taken; should taking them fail, nobody waits for those.
      reading = read(from);
      reading.catch(() => {});
      if (rows.length > 0) take(rows);
    }
  });
}
