import type { LedgerRow, Stream } from "../../core/stream.ts";
import type { SqlClient, SqlPool } from "../pool.ts";
import {
  COLLECTED,
  type CollectedRows,
  rowsFromCollected,
  SELECTED,
  STREAM_COLUMNS,
  STREAM_FIELDS,
  type StreamField,
} from "./stream-columns.ts";

const COLUMNS = STREAM_FIELDS.map((field) => STREAM_COLUMNS[field][0]);
/** A page's rows as arrays: numbers, ids, when finished, then each field of a stream; JSON as text. */
const ARRAYS = [
  "$1::integer[], $2::text[], $3::double precision[]",
  ...STREAM_FIELDS.map((field, i) => {
    const [, type] = STREAM_COLUMNS[field];
    return `$${i + 4}::${type === "jsonb" ? "text" : type}[]`;
  }),
].join(", ");
const PAGE = `unnest(${ARRAYS}) AS n (row_no, id, finished_at, ${COLUMNS.join(", ")})`;
const VALUES = STREAM_FIELDS.map((field) => {
  const [column, type] = STREAM_COLUMNS[field];
  return type === "jsonb" ? `n.${column}::jsonb` : `n.${column}`;
});
const NEXT = STREAM_FIELDS.length + 4;

/** RowWrite is a stream to be stored under a row number. */
export interface RowWrite {
  readonly rowNo: number;
  readonly stream: Stream;
  readonly finishedAt: number;
}

/** readByIds reads the stored rows of an account that have one of the ids. */
export async function readByIds(
  client: SqlClient | SqlPool,
  account: string,
  ids: readonly string[],
): Promise<LedgerRow[]> {
  const { rows } = await client.query<CollectedRows>(
    `SELECT ${COLLECTED} FROM streams s WHERE s.account = $1 AND s.id = ANY ($2)`,
    [account, ids],
  );
  return rows.flatMap(rowsFromCollected);
}

/** readByRowNos reads the rows with these numbers, retracted ones too. */
export async function readByRowNos(
  client: Pick<SqlClient, "query">,
  numbers: readonly number[],
): Promise<LedgerRow[]> {
  const { rows } = await client.query<CollectedRows>(
    `SELECT ${COLLECTED} FROM streams s WHERE s.row_no = ANY ($1::integer[])`,
    [numbers],
  );
  return rows.flatMap(rowsFromCollected);
}

/** Journal entries read at once: a few MB of rows. */
const TOUCHED_AT_ONCE = 2_000;

/**
 * readTouched reads the rows that the journal's next entries after `seq` name, as they are now, and to which entry
 * that is; `more` where the journal goes on.
 */
export async function readTouched(
  pool: SqlPool,
  seq: number,
): Promise<{ readonly rows: LedgerRow[]; readonly head: number; readonly more: boolean }> {
  // The journal's range has two ends, and the rows come by an array, so that even tables without statistics
  // are read by their keys. One statement sees one moment.
  const { rows } = await pool.query<CollectedRows & { end: number }>(
    `SELECT (SELECT seq FROM head) AS "end", ${COLLECTED} FROM (
       SELECT ${SELECTED} FROM streams s
       WHERE row_no = ANY (ARRAY(
         SELECT DISTINCT row_no FROM journal
         WHERE seq > $1 AND seq <= least((SELECT seq FROM head), $1::bigint + $2)))
       ORDER BY row_no) s`,
    [seq, TOUCHED_AT_ONCE],
  );
  const end = rows[0]?.end ?? 0;
  const head = Math.min(end, seq + TOUCHED_AT_ONCE);
  return { rows: rows.flatMap(rowsFromCollected), head, more: head < end };
}

/** insertRows stores new rows of an account, all first seen at the same moment. */
export async function insertRows(
  client: SqlClient,
  account: string,
  rows: readonly RowWrite[],
  seenAt: number,
): Promise<void> {
  await client.query(
    `INSERT INTO streams (row_no, id, finished_at, ${COLUMNS.join(", ")}, account, first_seen_at)
     SELECT n.row_no, n.id, n.finished_at, ${VALUES.join(", ")}, $${NEXT}, $${NEXT + 1}::bigint
     FROM ${PAGE}`,
    [...arrays(rows), account, seenAt],
  );
}

/** updateRows replaces what the API tells of stored rows, and takes back their retraction. */
export async function updateRows(client: SqlClient, rows: readonly RowWrite[]): Promise<void> {
  const assignments = COLUMNS.map((column, i) => `${column} = ${VALUES[i]}`).join(", ");
  await client.query(
    `UPDATE streams s SET ${assignments}, finished_at = n.finished_at, retracted_at = NULL
     FROM ${PAGE} WHERE s.row_no = n.row_no AND s.row_no = ANY ($1)`,
    arrays(rows),
  );
}

/** retractRows marks rows that a complete read no longer held. */
export async function retractRows(
  client: SqlClient,
  rowNos: readonly number[],
  at: number,
): Promise<void> {
  await client.query("UPDATE streams SET retracted_at = $2 WHERE row_no = ANY ($1)", [rowNos, at]);
}

/** deleteBefore deletes at most `limit` rows created before a moment and returns how many of each account. */
export async function deleteBefore(
  client: SqlClient,
  before: number,
  limit: number,
): Promise<readonly { account: string; deleted: number; counted: number }[]> {
  const { rows } = await client.query<{ account: string; deleted: number; counted: number }>(
    `WITH gone AS (
       DELETE FROM streams WHERE row_no IN (SELECT row_no FROM streams WHERE created_at < $1 LIMIT $2)
       RETURNING account, retracted_at)
     SELECT account, count(*) AS deleted, count(*) FILTER (WHERE retracted_at IS NULL) AS counted
     FROM gone GROUP BY account`,
    [before, limit],
  );
  return rows;
}

function arrays(rows: readonly RowWrite[]): unknown[] {
  return [
    literal(rows.map((row) => row.rowNo)),
    rows.map((row) => row.stream.id),
    literal(rows.map((row) => row.finishedAt)),
    ...STREAM_FIELDS.map((field) => column(field, rows)),
  ];
}

function column(field: StreamField, rows: readonly RowWrite[]): unknown {
  const [, type] = STREAM_COLUMNS[field];
  const values = rows.map((row) => row.stream[field]);
  if (type === "text") return values;
  return type === "jsonb" ? values.map((value) => JSON.stringify(value)) : literal(values);
}

/** Numbers and booleans need no quotes; written here, an array of them takes a fraction of pg's time for it. */
function literal(values: readonly unknown[]): string {
  return `{${values.map(String).join(",")}}`;
}
