import type { SweepClose } from "../core/ports/index.ts";
import type { SqlClient } from "./pool.ts";
import { storable } from "./storable.ts";

const BATCH = 10_000;

/**
 * missingRows returns the numbers of an account's rows strictly within a sweep's window that the sweep did not
 * see. Rows exactly on a bound are left alone: the API does not say whether its bounds include them.
 */
export async function missingRows(
  client: SqlClient,
  account: string,
  close: SweepClose,
): Promise<number[]> {
  const missing: number[] = [];
  let after = -1;
  for (;;) {
    const { rows } = await client.query<[number, string]>({
      text: `SELECT row_no, id FROM streams
             WHERE account = $1 AND created_at > $2 AND created_at < $3 AND retracted_at IS NULL
               AND row_no > $4 ORDER BY row_no LIMIT $5`,
      values: [account, close.from, close.to, after, BATCH],
      rowMode: "array",
    });
    for (const [rowNo, id] of rows) {
      if (!wasSeen(close.seen, id)) missing.push(rowNo);
    }
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return missing;
    after = last[0];
  }
}

function wasSeen(seen: ReadonlySet<string>, id: string): boolean {
  if (seen.has(id)) return true;
  // The replacement sign may stand for what could not be stored.
  if (!id.includes("\uFFFD")) return false;
  return [...seen].some((one) => storable(one) === id);
}
