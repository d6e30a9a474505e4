import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Environment, KnownMember } from "../config/index.ts";
import { OperatorError } from "../core/errors.ts";
import type { Log } from "../core/ports/index.ts";
import { openDatabase, readKnownMembers } from "../ledger/index.ts";

/** The code by which PostgreSQL says that there is no such table. */
const NO_TABLE = "42P01";

/** knownMembers reads from the ledger whom it has streams of; it makes no database where there is none, and changes nothing. */
export async function knownMembers(
  { databaseUrl, dataDir }: Environment,
  log: Log,
): Promise<readonly KnownMember[]> {
  if (databaseUrl === null && (dataDir === null || !existsSync(join(dataDir, "postgres")))) {
    throw new OperatorError(
      `there is no ledger in ${dataDir}. Name its folder with --data or its server with DATABASE_URL, or start the daemon first.`,
    );
  }
  const database = await openDatabase({ databaseUrl, dataFolder: dataDir, log });
  try {
    return await readKnownMembers(database);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === NO_TABLE)) throw error;
    throw new OperatorError("the database holds no ledger yet. Start the daemon first.", {
      cause: error,
    });
  } finally {
    await database.end();
  }
}
