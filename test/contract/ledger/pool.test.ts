import { createPostgresBackend } from "bullmq";
import { beforeEach, describe, expect, it } from "vitest";
import type { SqlPool } from "../../../src/ledger/index.ts";
import { DATABASE_KINDS, useDatabase } from "../../support/database.ts";

describe.each(DATABASE_KINDS)("the pool on %s", (kind) => {
  const database = useDatabase(kind);
  let pool: SqlPool;
  beforeEach(async () => {
    const made = database.empty();
    pool = made.pool;
    await pool.query(`CREATE SCHEMA ${made.schema}`);
    await pool.query("CREATE TABLE notes (n integer PRIMARY KEY)");
  });
  const notes = async () => {
    const { rows } = await pool.query<{ n: number }>("SELECT n FROM notes ORDER BY n");
    return rows.map((row) => row.n);
  };

  it("gives a BIGINT as a number, and refuses one that a number cannot hold", async () => {
    const { rows } = await pool.query(
      "SELECT 9007199254740991::bigint AS most, count(*) FROM notes",
    );
    expect(rows).toEqual([{ most: Number.MAX_SAFE_INTEGER, count: 0 }]);
    await expect(pool.query("SELECT 9007199254740992::bigint")).rejects.toThrow(/9007199254740992/);
    await expect(pool.query("SELECT -9007199254740993::bigint")).rejects.toThrow(RangeError);
  });

  it.each([
    ["text", "it's \u{1f6f0}"],
    ["boolean", true],
    ["double precision", 0.1],
    ["integer[]", [1, null, 3]],
    ["text[]", ['a"b', "c,d", null, ""]],
    ["jsonb", null],
  ])("takes and gives %s", async (type, value) => {
    const { rows } = await pool.query(`SELECT $1::${type} AS value`, [value]);
    expect(rows).toEqual([{ value }]);
  });

  it("takes JSON as text and gives it read", async () => {
    const { rows } = await pool.query("SELECT $1::jsonb AS b, $1::json AS j", ['{"a":[1]}']);
    expect(rows).toEqual([{ b: { a: [1] }, j: { a: [1] } }]);
  });

  it("gives rows as arrays where asked", async () => {
    const query = { text: "SELECT $1::integer, 2", values: [1], rowMode: "array" } as const;
    expect((await pool.query(query)).rows).toEqual([[1, 2]]);
  });

  it("counts the rows that a statement touched", async () => {
    expect((await pool.query("INSERT INTO notes VALUES (1), (2)")).rowCount).toBe(2);
    expect((await pool.query("UPDATE notes SET n = n + $1", [10])).rowCount).toBe(2);
    expect((await pool.query("SELECT FROM notes WHERE n = $1", [0])).rowCount).toBe(0);
  });

  it("runs several commands where there are no values", async () => {
    await pool.query("INSERT INTO notes VALUES (1); -- a comment\n INSERT INTO notes VALUES (2)");
    expect(await notes()).toEqual([1, 2]);
  });

  it("gives an error with its code, and works on after it", async () => {
    await expect(pool.query("SELECT * FROM missing")).rejects.toMatchObject({ code: "42P01" });
    await expect(pool.query("SELECT $1::integer", ["x"])).rejects.toMatchObject({ code: "22P02" });
    expect(await notes()).toEqual([]);
  });

  it("shows nobody else what a transaction has written before it commits", async () => {
    const client = await pool.connect();
    await client.query("BEGIN");
    await client.query("INSERT INTO notes VALUES (1)");
    const other = notes();
    await client.query("INSERT INTO notes VALUES (2)");
    await client.query("ROLLBACK");
    client.release();
    expect(await other).toEqual([]);
    expect(await notes()).toEqual([]);
  });

  it("lets transactions of many clients run to their ends, side by side", async () => {
    const add = async (n: number) => {
      const client = await pool.connect();
      await client.query("BEGIN");
      await client.query("INSERT INTO notes VALUES ($1)", [n]);
      await client.query(n % 3 === 0 ? "ROLLBACK" : "COMMIT");
      client.release();
    };
    await Promise.all(Array.from({ length: 9 }, (_, i) => add(i)));
    expect(await notes()).toEqual([1, 2, 4, 5, 7, 8]);
  });

  it("goes on in a failed transaction only after ROLLBACK", async () => {
    const client = await pool.connect();
    await client.query("BEGIN");
    await client.query("INSERT INTO notes VALUES (1)");
    await expect(client.query("INSERT INTO notes VALUES (1)")).rejects.toMatchObject({
      code: "23505",
    });
    await expect(client.query("SELECT 1")).rejects.toMatchObject({ code: "25P02" });
    await client.query("ROLLBACK");
    expect((await client.query("SELECT n FROM notes")).rows).toEqual([]);
    client.release();
  });

  it("passes a notification on, although LISTEN came behind a comment", async () => {
    const client = await pool.connect();
    const channel = `channel_${Math.random().toString(36).slice(2)}`;
    await client.query(`-- Wakes whoever waits.\n/* twice\n said */ LISTEN ${channel};\n`);
    const told = new Promise((resolve) => void client.on("notification", resolve));
    await pool.query("SELECT pg_notify($1, $2)", [channel, "hello"]);
    expect(await told).toMatchObject({ channel, payload: "hello" });
    client.release(true);
  });

  it("does not let one who listens hold up the others", async () => {
    const client = await pool.connect();
    await client.query("LISTEN held_up");
    await pool.query("INSERT INTO notes VALUES (1)");
    expect(await notes()).toEqual([1]);
    client.release(true);
  });

  it("keeps a search path to the client that set it", async () => {
    const client = await pool.connect();
    await client.query("SET search_path TO pg_catalog");
    await expect(client.query("SELECT n FROM notes")).rejects.toMatchObject({ code: "42P01" });
    expect(await notes()).toEqual([]);
    await expect(client.query("SELECT n FROM notes")).rejects.toMatchObject({ code: "42P01" });
    client.release(true);
    expect(await notes()).toEqual([]);
  });

  it("puts back a search path that was set for one transaction", async () => {
    const client = await pool.connect();
    await client.query("BEGIN");
    await client.query("SET LOCAL search_path TO pg_catalog");
    await client.query("COMMIT");
    expect((await client.query("SELECT n FROM notes")).rows).toEqual([]);
    client.release();
  });

  it("has the shape that the queue's backend takes", async () => {
    const backend = createPostgresBackend("queue", { connection: pool });
    backend.on("error", () => {});
    await expect(backend.waitUntilReady()).rejects.toThrow(/not initialized|migration/i);
    await backend.close();
  });
});

describe.runIf(DATABASE_KINDS.includes("pglite"))("the pool on PGlite alone", () => {
  const database = useDatabase("pglite");

  it("rolls back what a client leaves open, and lets the next one in", async () => {
    const { pool } = database.empty();
    const client = await pool.connect();
    await client.query("BEGIN");
    await client.query("CREATE TABLE public.left_open (n integer)");
    client.release();
    await expect(pool.query("SELECT * FROM public.left_open")).rejects.toMatchObject({
      code: "42P01",
    });
  });

  it("rolls back a transaction that a pool's query opens: nobody could end it", async () => {
    const { pool } = database.empty();
    await pool.query("BEGIN; CREATE TABLE public.left_open (n integer)");
    await expect(pool.query("SELECT * FROM public.left_open")).rejects.toMatchObject({
      code: "42P01",
    });
  });

  it("refuses a client that was released", async () => {
    const { pool } = database.empty();
    const client = await pool.connect();
    client.release();
    await expect(async () => client.query("SELECT 1")).rejects.toThrow();
  });

  it("runs one client's queries in the order they were asked", async () => {
    const { pool } = database.empty();
    await pool.query("CREATE TABLE public.ordered (n integer)");
    const client = await pool.connect();
    const texts = [
      "BEGIN",
      "INSERT INTO public.ordered VALUES (1)",
      "INSERT INTO public.ordered VALUES (2)",
      "COMMIT",
    ];
    await Promise.all(texts.map((text) => client.query(text)));
    client.release();
    const { rows } = await pool.query("SELECT n FROM public.ordered");
    expect(rows).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it("listens although another query of the same client still waits for its turn", async () => {
    const { pool } = database.empty();
    const client = await pool.connect();
    const named = client.query("SELECT set_config('application_name', $1, false)", ["x"]);
    await Promise.all([named, client.query("LISTEN held_up")]);
    client.release(true);
  });

  it("refuses to listen within a transaction, which would wait for itself", async () => {
    const { pool } = database.empty();
    const client = await pool.connect();
    await client.query("BEGIN");
    await expect(client.query("LISTEN held_up")).rejects.toThrow(/transaction/);
    client.release();
    expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  });

  it("tells nothing to a client that was released", async () => {
    const { pool } = database.empty();
    const client = await pool.connect();
    const heard: unknown[] = [];
    client.on("notification", (message) => heard.push(message));
    await client.query("LISTEN gone");
    client.release();
    await pool.query("SELECT pg_notify('gone', '')");
    expect(heard).toEqual([]);
  });
});
