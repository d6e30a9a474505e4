import type { Edit, StreamRecord } from "../../core/ports/index.ts";
import type { SqlPool } from "../pool.ts";
import { storable } from "../storable.ts";
import { readByIds } from "../tables/streams.ts";

/** The newest edits of a stream that are read. */
const EDITS = 100;

/** readStreamRecord reads a stream, a retracted one too, and what became of it. */
export async function readStreamRecord(
  pool: SqlPool,
  account: string,
  id: string,
): Promise<StreamRecord | null> {
  const [stream] = await readByIds(pool, storable(account), [storable(id)]);
  if (!stream) return null;
  const { rows } = await pool.query<Omit<Edit, "row">>(
    `SELECT kind, at, before, after FROM journal
     WHERE row_no = $1 AND kind <> 'added' ORDER BY seq DESC LIMIT $2`,
    [stream.rowNo, EDITS],
  );
  return { stream, edits: rows.map((edit) => ({ ...edit, row: stream })) };
}
