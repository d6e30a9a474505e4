import type { SqlClient, SqlPool } from "../pool.ts";

/** Head is the newest journal sequence number and the newest row number. */
export interface Head {
  readonly seq: number;
  readonly rowNo: number;
}

/** lockHead reads the head and keeps every other writer waiting until this transaction ends. */
export async function lockHead(client: SqlClient): Promise<Head> {
  return read(client, "FOR UPDATE");
}

/** readHead reads it without waiting. */
export async function readHead(client: SqlClient | SqlPool): Promise<Head> {
  return read(client, "");
}

/** moveHead stores that a head has moved on by so many journal entries and new rows. */
export async function moveHead(
  client: SqlClient,
  head: Head,
  entries: number,
  rows: number,
): Promise<void> {
  if (entries === 0) return;
  await client.query("UPDATE head SET seq = $1, row_no = $2", [
    head.seq + entries,
    head.rowNo + rows,
  ]);
}

async function read(client: SqlClient | SqlPool, lock: string): Promise<Head> {
  const { rows } = await client.query<Head>(`SELECT seq, row_no AS "rowNo" FROM head ${lock}`);
  return rows[0] ?? { seq: 0, rowNo: 0 };
}
