import { describe, expect, it } from "vitest";
import { Secret } from "../../../src/core/secret.ts";
import { createLedger, migrate, openDatabase } from "../../../src/ledger/index.ts";
import { MIGRATIONS } from "../../../src/ledger/migrations/index.ts";
import { DATABASE_KINDS, useDatabase } from "../../support/database.ts";

const VERSIONS = MIGRATIONS.map(({ version }) => version);

describe.each(DATABASE_KINDS)("migrations on %s", (kind) => {
  const database = useDatabase(kind);

  it("make the tables once", async () => {
    const { pool, schema } = database.empty();
    expect(await migrate(pool, schema)).toEqual(VERSIONS);
    expect(await migrate(pool, schema)).toEqual([]);
    expect((await createLedger(pool).checkpoint("acme")).rows).toBe(0);
  });

  it("let many start at once: one migrates, the others wait for it", async () => {
    const { pool, schema } = database.empty();
    const applied = await Promise.all(Array.from({ length: 4 }, () => migrate(pool, schema)));
    expect(applied.map((versions) => versions.length).sort()).toEqual([0, 0, 0, VERSIONS.length]);
  });

  it("refuse a database that a newer program has used", async () => {
    const { pool, schema } = database.empty();
    await migrate(pool, schema);
    await pool.query("INSERT INTO migrations (version, name) VALUES (99, 'from the future')");
    await expect(migrate(pool, schema)).rejects.toThrow(
      `is at version 99, this program knows versions up to ${VERSIONS.at(-1)}: a newer neo-budgetd`,
    );
  });

  it("make up for a step that came in after one with a higher number", async () => {
    const { pool, schema } = database.empty();
    await migrate(pool, schema);
    await pool.query("DROP TABLE statements; DELETE FROM migrations WHERE version = 6");
    expect(await migrate(pool, schema)).toEqual([6]);
  });

  it("take over how far accounts were read when the history was read oldest first", async () => {
    const { pool, schema } = database.empty();
    await pool.query(`CREATE SCHEMA ${schema}`);
    for (const { sql } of MIGRATIONS.filter(({ version }) => version <= 3)) await pool.query(sql);
    await pool.query(
      `CREATE TABLE migrations (version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz);
       INSERT INTO migrations VALUES (1, 'ledger'), (2, 'alerts'), (3, 'outbox');
       INSERT INTO accounts (account, watermark, ready_at) VALUES
         ('read', 900, 800), ('empty', 900, 700), ('half read', 300, NULL);
       INSERT INTO streams (row_no, account, id, task_id, model, status, byok, created_at, neo_credits,
         llm_cost, neo_cost, steps, tool_calls, agent_triggers, tools, agents, first_seen_at, finished_at)
       SELECT created, 'read', created, 't', 'm', 'completed', false, created, 0, 0, 0, 0, 0, 0, '{}', '{}', 800, created
       FROM generate_series(200, 800, 100) AS created`,
    );
    await migrate(pool, schema);
    const ledger = createLedger(pool);
    expect(await ledger.checkpoint("read")).toMatchObject({
      ...{ watermark: 900, readFrom: 200, followedFrom: 800, readyAt: 800 },
    });
    expect(await ledger.checkpoint("empty")).toMatchObject({ readFrom: 700, followedFrom: 700 });
    expect(await ledger.checkpoint("half read")).toMatchObject({ watermark: null, readFrom: null });
  });

  it("leave nothing behind when one fails", async () => {
    const { pool, schema } = database.empty();
    await pool.query(`CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.outbox (n integer)`);
    await expect(migrate(pool, schema)).rejects.toThrow(/outbox/);
    const { rows } = await pool.query("SELECT tablename FROM pg_tables WHERE schemaname = $1", [
      schema,
    ]);
    expect(rows).toEqual([{ tablename: "outbox" }]);
  });
});

describe("a PostgreSQL server that cannot be used", () => {
  it("is named as the fault, without the password", async () => {
    const databaseUrl = new Secret("postgres://user:hunter2@127.0.0.1:1/db");
    const error = await openDatabase({ databaseUrl, dataFolder: null }).catch((e: Error) => e);
    expect(error).toMatchObject({ name: "OperatorError" });
    expect(String(error)).toMatch(/DATABASE_URL.*ECONNREFUSED/);
    expect(String(error)).not.toContain("hunter2");
  });

  it("is told apart from a text that is no URL", async () => {
    const databaseUrl = new Secret("hunter2");
    const error = await openDatabase({ databaseUrl, dataFolder: null }).catch((e: Error) => e);
    expect(String(error)).toMatch(/DATABASE_URL is not a URL/);
    expect(String(error)).not.toContain("hunter2");
  });
});
