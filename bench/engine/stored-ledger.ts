import { createLedger, type Database, migrate } from "../../src/ledger/index.ts";
import { insertRows } from "../../src/ledger/tables/streams.ts";
import { inTransaction } from "../../src/ledger/transaction.ts";
import { benchRows } from "./rows.ts";

/**
 * storeRows fills a new database with the generated rows of an account that is read, in one transaction and with the indexes built
 * at its end: collecting a million through pages is another section's figure.
 */
export async function storeRows(database: Database, count: number): Promise<void> {
  await migrate(database);
  const { rows } = await database.query<{ row_no: number }>("SELECT row_no FROM head");
  if (rows[0]?.row_no !== 0) throw new Error("the database holds a ledger already");
  await createLedger(database).writePage({ account: "acme", streams: [], seenAt: 0 });
  await inTransaction(database, "write", async (client) => {
    await client.query("ALTER TABLE streams DROP CONSTRAINT streams_id_account_key");
    await client.query("DROP INDEX streams_created");
    for (const batch of benchRows(count, 5_000)) {
      const writes = batch.map((row) => ({
        ...{ rowNo: row.rowNo, stream: row, finishedAt: row.finishedAt },
      }));
      await insertRows(client, "acme", writes, batch.at(-1)?.firstSeenAt ?? 0);
    }
    await client.query("ALTER TABLE streams ADD UNIQUE (id, account)");
    await client.query("CREATE INDEX streams_created ON streams (created_at, row_no)");
    await client.query("UPDATE head SET row_no = $1::integer, seq = $1::integer", [count]);
    await client.query("UPDATE accounts SET ready_at = 0");
  });
  // As the server itself does it after so many rows.
  await database.query("ANALYZE streams");
}
