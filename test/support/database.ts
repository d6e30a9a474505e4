import { randomBytes } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { Secret } from "../../src/core/secret.ts";
import { type Database, migrate, openDatabase, type SqlPool } from "../../src/ledger/index.ts";
import { memoryPglite } from "./database-image.ts";

export type DatabaseKind = Database["kind"];

const SERVER = process.env["TEST_DATABASE_URL"] || null;

/** DATABASE_KINDS are the databases that tests run over: PGlite, and a server where TEST_DATABASE_URL names one. */
export const DATABASE_KINDS: readonly DatabaseKind[] = databaseKinds();

/** TestDatabase gives each test tables of its own, in one database a test file. */
export interface TestDatabase {
  /** A pool over a new schema with migrated tables. */
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
  return {
    empty,
    async fresh() {
      const { pool, schema } = empty();
      await migrate(pool, schema);
      return pool;
    },
  };
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
