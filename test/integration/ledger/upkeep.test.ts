import { describe, expect, it } from "vitest";
import { upkeep } from "../../../src/ledger/pglite/upkeep.ts";
import { useDatabase } from "../../support/database.ts";

describe("the embedded database's upkeep", () => {
  const database = useDatabase("pglite");

  it("frees what deleted rows took, so that a table of comings and goings stays small", async () => {
    const { pool, schema } = database.empty();
    await pool.query(
      `CREATE SCHEMA ${schema}; CREATE TABLE jobs (n integer PRIMARY KEY, data text)`,
    );
    const sizes: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      await pool.query(
        `INSERT INTO jobs SELECT n, repeat('x', 200) FROM generate_series(1, 1000) n`,
      );
      await pool.query("DELETE FROM jobs WHERE n > $1", [0]);
      // What a session counts is told to the statistics after a second, or when asked.
      await pool.query("SELECT pg_stat_force_next_flush()");
      expect(await upkeep(pool)).toContain(`"${schema}"."jobs"`);
      const { rows } = await pool.query<{ size: number }>(
        "SELECT pg_relation_size('jobs') AS size",
      );
      sizes.push(rows[0]?.size ?? -1);
    }
    expect(Math.max(...sizes)).toBeLessThan(300_000);
  });

  it("leaves tables alone in which little has changed", async () => {
    const { pool, schema } = database.empty();
    await pool.query(`CREATE SCHEMA ${schema}; CREATE TABLE quiet AS SELECT 1 AS n`);
    expect(await upkeep(pool)).not.toContain(`"${schema}"."quiet"`);
  });
});
