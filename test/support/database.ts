import { randomBytes } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { Secret } from "../../src/core/secret.ts";
import { type Database, migrate, openDatabase, type SqlPool } from "../../src/ledger/index.ts";
import { memoryPglite } from "./database-image.ts";

export type DatabaseKind = Database["kind"];

const SERVER = process.env["TEST_DATABASE_URL"] || null;

/** DATABASE_KINDS are the databases that tests run over: PGlite, and a server where TEST_DATABASE_URL names one. */
export const DATABASE_KINDS: readonly DatabaseKind[] = databaseKinds();

/** TestDatabase gives each test empty tables, in one database a test file. */
export interface TestDatabase {
  /** A pool over migrated tables without rows: what the test before has left is deleted. */
  fresh(): Promise<SqlPool>;
  /** A pool over a schema that does not exist yet, with its name. */
  empty(): { readonly pool: SqlPool; readonly schema: string };
}

/** useDatabase opens a database before the tests of a suite, and drops what they made and closes it after them. */
export function useDatabase(kind: DatabaseKind): TestDatabase {
  let database: Database | null = null;
  const schemas: string[] = [];
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(async () => {
    // PGlite is in memory: it goes as a whole.
    const made = kind === "postgres" ? schemas : [];
    for (const schema of made) await database?.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    await database?.end();
  });
  const empty = () => {
    if (!database) throw new Error("the database is open only while tests run");
    const schema = `test_${randomBytes(6).toString("hex")}`;
    schemas.push(schema);
    return { pool: database.within(schema), schema };
  };
  let tables: Promise<{ readonly pool: SqlPool; readonly schema: string }> | null = null;
  const migrated = async () => {
    const made = empty();
    await migrate(made.pool, made.schema);
    return made;
  };
  return {
    empty,
    async fresh() {
      tables ??= migrated();
      const { pool, schema } = await tables;
      await clear(pool, schema);
      return pool;
    },
  };
}

/** To delete a test's few rows takes a hundredth of the time that new tables take. */
async function clear(pool: SqlPool, schema: string): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = $1",
    [schema],
  );
  const kept = ["migrations", "head", "evaluation"];
  const deletes = rows
    .filter(({ name }) => !kept.includes(name))
    .map(({ name }) => `DELETE FROM ${name};`);
  await pool.query(
    `${deletes.join(" ")}
     UPDATE head SET seq = 0, row_no = 0; UPDATE evaluation SET version = 0, tick = NULL, seq = 0;`,
  );
}

/** openTestDatabase opens one for a test that sees to its schemas itself. */
export async function openTestDatabase(kind: DatabaseKind): Promise<Database> {
  if (kind === "pglite") return memoryPglite();
  if (SERVER === null) throw new Error("TEST_DATABASE_URL is not set");
  return openDatabase({ databaseUrl: new Secret(SERVER), dataFolder: null });
}

function databaseKinds(): readonly DatabaseKind[] {
  if (SERVER !== null) return ["pglite", "postgres"];
  if (process.env["REQUIRE_SERVICES"] === "1")
    throw new Error("REQUIRE_SERVICES=1, but TEST_DATABASE_URL names no PostgreSQL server");
  console.info("left out: the tests on PostgreSQL (TEST_DATABASE_URL is not set)");
  return ["pglite"];
}
