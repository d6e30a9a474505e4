import { LEDGER_SCHEMA, migrate, type SqlPool } from "../../src/ledger/index.ts";
import { memoryPglite } from "../support/database-image.ts";
import { prepared } from "./prepared.ts";

/** WorkDatabase is a worker's one database; every seed finds it as a first start of the daemon does. */
export interface WorkDatabase {
  readonly pool: SqlPool;
  /** Puts every table back to what the migrations left in it. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** openWorkDatabase opens an embedded database in memory. */
export async function openWorkDatabase(): Promise<WorkDatabase> {
  const pool = await memoryPglite();
  await migrate(pool);
  // In memory nothing outlives the process anyway; what is waited for at a commit is time only.
  await pool.query("SET synchronous_commit = off");
  const { rows } = await pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = $1 AND tablename <> 'migrations'",
    [LEDGER_SCHEMA],
  );
  // When each rule was first evaluated: the tick that is saved with it.
  await pool.query(
    `CREATE FUNCTION saved_tick() RETURNS bigint LANGUAGE sql AS 'SELECT tick FROM evaluation'`,
  );
  await pool.query("ALTER TABLE baselined ADD COLUMN at bigint DEFAULT saved_tick()");
  const names = rows.map(({ name }) => name).sort();
  // Some tables begin with a row: where the journal and the evaluation stand.
  for (const name of names) await pool.query(`CREATE TABLE first_${name} AS TABLE ${name}`);
  const refill = names.map(
    (name) => `INSERT INTO ${name} OVERRIDING SYSTEM VALUE TABLE first_${name};`,
  );
  const clear = `TRUNCATE ${names.join(", ")} RESTART IDENTITY; ${refill.join(" ")}`;
  return {
    pool: prepared(pool),
    clear: async () => {
      await pool.query(clear);
    },
    close: () => pool.end(),
  };
}
