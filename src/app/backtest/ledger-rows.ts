import type { Environment } from "../../config/index.ts";
import type { Log } from "../../core/ports/index.ts";
import type { LedgerRow } from "../../core/stream.ts";
import { createLedger, migrate, openDatabase } from "../../ledger/index.ts";

/** readLedgerRows reads the ledger's rows from a moment on; rows that were taken back are left out. */
export async function readLedgerRows(
  environment: Environment,
  log: Log,
  since: number,
): Promise<readonly LedgerRow[]> {
  const { databaseUrl, dataDir } = environment;
  const database = await openDatabase({ databaseUrl, dataFolder: dataDir, log });
  try {
    await migrate(database);
    const rows: LedgerRow[] = [];
    await createLedger(database).load(since, (some) => {
      for (const row of some) if (!row.retracted) rows.push(row);
    });
    return rows;
  } finally {
    await database.end();
  }
}
