import type { LedgerRow } from "../core/stream.ts";
import type { SqlPool } from "./pool.ts";
import { readSeq } from "./tables/head.ts";
import { ROW_COLUMNS, rowFromColumns } from "./tables/stream-columns.ts";
import { inTransaction } from "./transaction.ts";

/** Rows held at once while loading: a few MB. */
const BATCH = 5_000;

/** rowsSince reads the rows touched after a sequence number, with the head, in one statement: one snapshot. */
export async function rowsSince(
  pool: SqlPool,
  seq: number,
): Promise<{ rows: readonly LedgerRow[]; head: number }> {
  const { rows } = await pool.query<[number, ...unknown[]]>({
    text: `SELECT head.seq, ${ROW_COLUMNS}
           FROM head LEFT JOIN (
             streams s JOIN (SELECT DISTINCT row_no FROM journal WHERE seq > $1) touched USING (row_no)
           ) ON true
           ORDER BY s.row_no`,
    values: [seq],
    rowMode: "array",
  });
  const head = rows[0]?.[0] ?? 0;
  const touched = rows.filter((columns) => columns[1] !== null);
  return { head, rows: touched.map(([, ...columns]) => rowFromColumns(columns)) };
}

/** loadRows reads the rows that count with either time at or after `since`, in batches of one snapshot. */
export async function loadRows(
  pool: SqlPool,
  since: number,
  take: (rows: readonly LedgerRow[]) => void,
): Promise<{ head: number }> {
  return inTransaction(pool, "snapshot", async (client) => {
    const head = await readSeq(client);
    let after = -1;
    for (;;) {
      const { rows } = await client.query<unknown[]>({
        text: `SELECT ${ROW_COLUMNS} FROM streams s
               WHERE s.row_no > $1 AND retracted_at IS NULL AND (created_at >= $2 OR finished_at >= $2)
               ORDER BY s.row_no LIMIT ${BATCH}`,
        values: [after, since],
        rowMode: "array",
      });
      if (rows.length > 0) take(rows.map(rowFromColumns));
      if (rows.length < BATCH) return { head };
      after = rows.at(-1)?.[0] as number;
    }
  });
}
