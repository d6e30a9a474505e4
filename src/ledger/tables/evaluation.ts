import type { SqlClient } from "../pool.ts";
import { storable } from "../storable.ts";

/** EvaluationMark is where evaluation stands. */
export interface EvaluationMark {
  readonly version: number;
  readonly tick: number | null;
  readonly seq: number;
}

/** readMark reads it. */
export async function readMark(client: Pick<SqlClient, "query">): Promise<EvaluationMark> {
  const { rows } = await client.query<EvaluationMark>("SELECT version, tick, seq FROM evaluation");
  return rows[0] ?? { version: 0, tick: null, seq: 0 };
}

/** moveMark stores it as the version after `mark.version`; false where another process was first. */
export async function moveMark(client: SqlClient, mark: EvaluationMark): Promise<boolean> {
  const { rowCount } = await client.query(
    "UPDATE evaluation SET version = version + 1, tick = $2, seq = $3 WHERE version = $1",
    [mark.version, mark.tick, mark.seq],
  );
  return rowCount === 1;
}

/** readBaselined reads the keys of all that was evaluated before. */
export async function readBaselined(client: SqlClient): Promise<readonly string[]> {
  const { rows } = await client.query<{ key: string }>("SELECT key FROM baselined ORDER BY key");
  return rows.map((row) => row.key);
}

/** addBaselined adds keys to them. */
export async function addBaselined(client: SqlClient, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await client.query(
    "INSERT INTO baselined SELECT DISTINCT * FROM unnest($1::text[]) ON CONFLICT DO NOTHING",
    [keys.map(storable)],
  );
}
