import type { Environment } from "../../config/index.ts";
import type { Log } from "../../core/ports/index.ts";
import type { LedgerRow } from "../../core/stream.ts";
import { heldRows, type RowSource } from "../../flow/index.ts";
import { createLedger, migrate, openDatabase } from "../../ledger/index.ts";

/** readLedgerRows reads the ledger's rows of some accounts; rows that were taken back are left out. */
export async function readLedgerRows(
  environment: Environment,
  log: Log,
  accounts: readonly string[],
): Promise<RowSource> {
  const { databaseUrl, dataDir } = environment;
  const database = await openDatabase({ databaseUrl, dataFolder: dataDir, log });
  try {
    await migrate(database);
    const rows: LedgerRow[] = [];
    await createLedger(database).load(0, (some) => {
      for (const row of some) {
        if (!row.retracted && accounts.includes(row.account)) rows.push(row);
      }
    });
    return heldRows(rows);
  } finally {
    await database.end();
  }
}
