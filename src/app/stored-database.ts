import { existsSync } from "node:fs";
import type { Environment } from "../config/index.ts";
import { OperatorError } from "../core/errors.ts";
import type { Log } from "../core/ports/index.ts";
import { type Database, migrate, openDatabase } from "../ledger/index.ts";

/**
 * withStoredDatabase opens a database that a daemon has filled, lends it to `work`, and closes it again. What an older version
 * has stored is read by the present one's statements. It makes no database where there is none: there is nothing in it.
 */
export async function withStoredDatabase<T>(
  { databaseUrl, dataDir }: Environment,
  log: Log,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  if (databaseUrl === null && !existsSync(dataDir)) {
    throw new OperatorError(
      `there is no data in ${dataDir}: start the daemon first, or name its folder with --data`,
    );
  }
  const database = await openDatabase({ databaseUrl, dataFolder: dataDir, log });
  try {
    await migrate(database);
    return await work(database);
  } finally {
    await database.end();
  }
}
