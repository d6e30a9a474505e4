import type { LedgerRow, Stream } from "../../core/stream.ts";
import type { SqlClient, SqlPool } from "../pool.ts";
import {
  ROW_COLUMNS,
  rowFromColumns,
  STREAM_COLUMNS,
  STREAM_FIELDS,
  type StreamField,
} from "./stream-columns.ts";

const COLUMN_LIST = STREAM_FIELDS.map((field) => STREAM_COLUMNS[field][0]).join(", ");
const RECORD = STREAM_FIELDS.map(
  (field) => `${STREAM_COLUMNS[field][0]} ${STREAM_COLUMNS[field][1]}`,
).join(", ");
const ASSIGNMENTS = STREAM_FIELDS.map((field) => {
  const [column] = STREAM_COLUMNS[field];
  return `${column} = n.${column}`;
}).join(", ");

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
  return read(client, "WHERE s.account = $1 AND s.id = ANY ($2)", [account, ids]);
}

/** insertRows stores new rows, all first seen at the same moment. */
export async function insertRows(
  client: SqlClient,
  rows: readonly RowWrite[],
  seenAt: number,
): Promise<void> {
  await client.query(
    `INSERT INTO streams (row_no, account, id, ${COLUMN_LIST}, first_seen_at, finished_at)
     SELECT row_no, account, id, ${COLUMN_LIST}, $2::bigint, finished_at
     FROM json_to_recordset($1::json) AS n (row_no integer, account text, id text, ${RECORD}, finished_at double precision)`,
    [recordset(rows), seenAt],
  );
}

/** updateRows replaces what the API tells of stored rows, and takes back their retraction. */
export async function updateRows(client: SqlClient, rows: readonly RowWrite[]): Promise<void> {
  await client.query(
    `UPDATE streams s SET ${ASSIGNMENTS}, finished_at = n.finished_at, retracted_at = NULL
     FROM json_to_recordset($1::json) AS n (row_no integer, ${RECORD}, finished_at double precision)
     WHERE s.row_no = n.row_no`,
    [recordset(rows)],
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

async function read(
  client: SqlClient | SqlPool,
  where: string,
  values: readonly unknown[],
): Promise<LedgerRow[]> {
  const text = `SELECT ${ROW_COLUMNS} FROM streams s ${where}`;
  const { rows } = await client.query<unknown[]>({ text, values, rowMode: "array" });
  return rows.map(rowFromColumns);
}

function recordset(rows: readonly RowWrite[]): string {
  return JSON.stringify(rows.map(record));
}

function record({ rowNo, stream, finishedAt }: RowWrite): Record<string, unknown> {
  const out: Record<string, unknown> = {
    row_no: rowNo,
    account: stream.account,
    id: stream.id,
    finished_at: finishedAt,
  };
  for (const field of STREAM_FIELDS) out[STREAM_COLUMNS[field][0]] = stream[field as StreamField];
  return out;
}
