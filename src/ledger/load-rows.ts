import type { RowColumns } from "../core/row-columns.ts";
import type { DetailField } from "../core/stream.ts";
import type { SqlPool } from "./pool.ts";
import { readHead } from "./tables/head.ts";
import { countBlocks, readBlocks } from "./tables/stream-blocks.ts";
import { inTransaction } from "./transaction.ts";

/** Blocks of 8 kB that are read at once: some 20,000 rows, which are held as texts and lists for a moment. */
const BATCH = 1024;

/** loadRows reads the rows that count with either time at or after `since`, in batches of one snapshot. */
export async function loadRows(
  pool: SqlPool,
  since: number,
  take: (rows: RowColumns) => void,
  without: readonly DetailField[] = [],
): Promise<{ head: number }> {
  return inTransaction(pool, "snapshot", async (client) => {
    const head = await readHead(client);
    const blocks = await countBlocks(client);
    const read = (from: number) => readBlocks(client, { from, to: from + BATCH, since, without });
    let reading = read(0);
    for (let from = BATCH; ; from += BATCH) {
      const rows = await reading;
      const isLast = from >= blocks;
      // A server works on the next ones while these are taken; should taking them fail, nobody waits for those.
      if (!isLast) {
        reading = read(from);
        reading.catch(() => {});
      }
      if (rows !== null) take(rows);
      if (isLast) return { head: head.seq };
    }
  });
}
