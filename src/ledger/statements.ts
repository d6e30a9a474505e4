import type { Statements } from "../core/ports/index.ts";
import type { Statement } from "../core/statements/index.ts";
import type { SqlPool } from "./pool.ts";
import { storable, storableJson } from "./storable.ts";

/** createStatements keeps statements in a migrated database. */
export function createStatements(pool: SqlPool): Statements {
  return {
    newest: async (account) => {
      const { rows } = await pool.query<{ document: Statement }>(
        `SELECT DISTINCT ON (period_from, unit) document FROM statements WHERE account = $1
         ORDER BY period_from, unit, revision DESC`,
        [storable(account)],
      );
      return rows.map(({ document }) => document);
    },
    revisions: async (account, unit, from) => {
      const { rows } = await pool.query<{ document: Statement }>(
        `SELECT document FROM statements WHERE account = $1 AND unit = $2 AND period_from = $3
         ORDER BY revision`,
        [storable(account), unit, from],
      );
      return rows.map(({ document }) => document);
    },
    save: async (statements) => {
      if (statements.length === 0) return;
      await pool.query(
        `INSERT INTO statements (account, unit, period_from, revision, document)
         SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::integer[], $5::json[])
         ON CONFLICT DO NOTHING`,
        [
          statements.map(({ account }) => storable(account)),
          statements.map(({ unit }) => unit),
          statements.map(({ from }) => from),
          statements.map(({ revision }) => revision),
          statements.map(storableJson),
        ],
      );
    },
  };
}
