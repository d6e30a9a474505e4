import type { SweepClose } from "../core/ports/index.ts";
import type { SqlClient } from "./pool.ts";
import { storable } from "./storable.ts";

const BATCH = 10_000;

type Row = readonly [rowNo: number, id: string, createdAt: number];

/**
 * missingRows returns the numbers of an account's rows strictly within a sweep's window that the sweep did not
 * see. Rows exactly on a bound are left alone: the API does not say whether its bounds include them. So are those that
 * another process first saw while the sweep went on.
 */
export async function missingRows(
  client: SqlClient,
  account: string,
  close: SweepClose,
): Promise<number[]> {
  const missing: number[] = [];
  let last: Row = [-1, "", close.from];
  for (;;) {
    const rows = await readAfter(client, account, last, close);
    for (const [rowNo, id] of rows) {
      if (!wasSeen(close.seen, id)) missing.push(rowNo);
    }
    const end = rows.at(-1);
    if (!end || rows.length < BATCH) return missing;
    last = end;
  }
}

async function readAfter(
  client: SqlClient,
  account: string,
  last: Row,
  { to, beganAt }: SweepClose,
): Promise<Row[]> {
  const [rowNo, , createdAt] = last;
  // The first time the row number is -1 and the bound excluded; from then on rows of the same moment follow.
  const after = rowNo < 0 ? "created_at > $2 AND row_no > $3" : "(created_at, row_no) > ($2, $3)";
  const { rows } = await client.query<Row>({
    text: `SELECT row_no, id, created_at FROM streams
           WHERE account = $1 AND ${after} AND created_at < $4 AND retracted_at IS NULL
             AND ($6::bigint IS NULL OR first_seen_at <= $6)
           ORDER BY created_at, row_no LIMIT $5`,
    values: [account, createdAt, rowNo, to, BATCH, beganAt ?? null],
    rowMode: "array",
  });
  return rows;
}

function wasSeen(seen: ReadonlySet<string>, id: string): boolean {
  if (seen.has(id)) return true;
  // The replacement sign may stand for what could not be stored.
  if (!id.includes("\uFFFD")) return false;
  return [...seen].some((one) => storable(one) === id);
}
