import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Environment, KnownLedger } from "../config/index.ts";
import { OperatorError } from "../core/errors.ts";
import type { Clock, Log } from "../core/ports/index.ts";
import { createLedger, openDatabase, readKnownMembers } from "../ledger/index.ts";

/** The code by which PostgreSQL says that there is no such table. */
const NO_TABLE = "42P01";

/** knownLedger reads what the ledger tells of the accounts; it makes no database where there is none, and changes nothing. */
export async function knownLedger(
  { databaseUrl, dataDir }: Environment,
  parts: { readonly clock: Clock; readonly log: Log },
): Promise<KnownLedger> {
  if (databaseUrl === null && (dataDir === null || !existsSync(join(dataDir, "postgres")))) {
    throw new OperatorError(
      `there is no ledger in ${dataDir}. Name its folder with --data or its server with DATABASE_URL, or start the daemon first.`,
    );
  }
  const database = await openDatabase({ databaseUrl, dataFolder: dataDir, log: parts.log });
  try {
    return {
      members: await readKnownMembers(database),
      histories: await createLedger(database).coverage(),
      at: parts.clock.now(),
    };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === NO_TABLE)) throw error;
    throw new OperatorError("the database holds no ledger yet. Start the daemon first.", {
      cause: error,
    });
  } finally {
    await database.end();
  }
}
