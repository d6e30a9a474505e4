import { OperatorError } from "../core/errors.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import { LEDGER_SCHEMA } from "./open-database.ts";
import type { SqlClient, SqlPool } from "./pool.ts";
import { quoteName } from "./quote-name.ts";
import { inTransaction } from "./transaction.ts";

/** Any number will do, as long as no other program on the same server takes the same. */
const LOCK = 7_317_001;

/**
 * migrate brings the tables of `schema`, which must be the pool's own, up to this program's version. Several
 * processes may start at once: one migrates, the others wait for it. Returns the versions applied.
 */
export async function migrate(pool: SqlPool, schema = LEDGER_SCHEMA): Promise<readonly number[]> {
  return inTransaction(pool, "write", async (client) => {
    await client.query("SELECT pg_advisory_xact_lock($1::integer, hashtext($2))", [LOCK, schema]);
    await ensureSchema(client, schema);
    const applied = await appliedVersions(client);
    const current = Math.max(0, ...applied);
    const latest = MIGRATIONS.at(-1)?.version ?? 0;
    if (current > latest) throw newer(schema, current, latest);
    // By number, not from the highest on: a step may have come in after one with a higher number.
    const pending = MIGRATIONS.filter(({ version }) => !applied.includes(version));
    for (const { version, name, sql } of pending) {
      await client.query(sql);
      await client.query("INSERT INTO migrations (version, name) VALUES ($1, $2)", [version, name]);
    }
    return pending.map((migration) => migration.version);
  });
}

async function ensureSchema(client: SqlClient, schema: string): Promise<void> {
  // CREATE SCHEMA IF NOT EXISTS asks for the right to create one even where it exists.
  const found = await client.query("SELECT 1 FROM pg_namespace WHERE nspname = $1", [schema]);
  if (found.rows.length > 0) return;
  await client.query(`CREATE SCHEMA ${quoteName(schema)}`).catch((cause: Error) => {
    throw new OperatorError(
      `The schema ${schema} cannot be created: ${cause.message}. Give the user of DATABASE_URL the right to create schemas in that database (GRANT CREATE ON DATABASE), or create the schema for it.`,
      { cause },
    );
  });
}

async function appliedVersions(client: SqlClient): Promise<readonly number[]> {
  await client.query(
    `CREATE TABLE IF NOT EXISTS migrations (
       version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
  );
  const { rows } = await client.query<{ version: number }>(
    "SELECT version FROM migrations ORDER BY version",
  );
  return rows.map(({ version }) => version);
}

function newer(schema: string, current: number, latest: number): OperatorError {
  return new OperatorError(
    `The database (schema ${schema}) is at version ${current}, this program knows versions up to ${latest}: a newer neo-budgetd has used it. Start that newer version, or restore a backup taken before it.`,
  );
}
