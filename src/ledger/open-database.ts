import type { Log } from "../core/ports/index.ts";
import type { Secret } from "../core/secret.ts";
import { openPglite } from "./pglite/open.ts";
import type { Database } from "./pool.ts";
import { openPostgres } from "./postgres.ts";

/** LEDGER_SCHEMA is the schema of the daemon's own tables. */
export const LEDGER_SCHEMA = "neo_budgetd";

/** DatabaseSettings say where the database is: a server's URL, or a folder for the embedded one (null: in memory). */
export interface DatabaseSettings {
  readonly databaseUrl: Secret | null;
  readonly dataFolder: string | null;
  readonly log?: Log;
}

/** openDatabase opens the PostgreSQL server where a URL is given, else the embedded database. */
export async function openDatabase(settings: DatabaseSettings): Promise<Database> {
  if (settings.databaseUrl === null) {
    return openPglite(settings.dataFolder, LEDGER_SCHEMA, settings.log);
  }
  const log = settings.log ? { log: settings.log } : {};
  return openPostgres(settings.databaseUrl, { schema: LEDGER_SCHEMA, ...log });
}
