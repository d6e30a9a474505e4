import type { SqlClient, SqlPool } from "../pool.ts";

/** Head is the newest journal sequence number and the newest row number. */
export interface Head {
  readonly seq: number;
  readonly rowNo: number;
}

/** lockHead reads the head and keeps every other writer waiting until this transaction ends. */
export async function lockHead(client: SqlClient): Promise<Head> {
  const { rows } = await client.query<{ seq: number; row_no: number }>(
    "SELECT seq, row_no FROM head FOR UPDATE",
  );
  return { seq: rows[0]?.seq ?? 0, rowNo: rows[0]?.row_no ?? 0 };
}

/** moveHead stores the numbers that this transaction has reached. */
export async function moveHead(client: SqlClient, head: Head): Promise<void> {
  await client.query("UPDATE head SET seq = $1, row_no = $2", [head.seq, head.rowNo]);
}

/** readSeq reads the newest sequence number. */
export async function readSeq(client: SqlClient | SqlPool): Promise<number> {
  const { rows } = await client.query<{ seq: number }>("SELECT seq FROM head");
  return rows[0]?.seq ?? 0;
}
