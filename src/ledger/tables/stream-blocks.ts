import type { RowColumns } from "../../core/row-columns.ts";
import type { DetailField } from "../../core/stream.ts";
import type { SqlClient } from "../pool.ts";
import { columnsFromJoined, type JoinedRows, joinedWithout } from "./joined-rows.ts";
import { COLLECTED, type CollectedRows, columnsFromCollected, SELECTED } from "./stream-columns.ts";

/** BlockRange is a stretch of the table as it lies on disk, from a block up to another. */
export interface BlockRange {
  readonly from: number;
  readonly to: number;
  /** Rows count that reach this moment with either time. */
  readonly since: number;
  /** Details that nobody asks for. */
  readonly without: readonly DetailField[];
}

/** Tied to the physical order: a block is read once and from its start to its end, with no index between. */
const IN_RANGE = `FROM streams s
  WHERE ctid >= $1::tid AND ctid < $2::tid AND retracted_at IS NULL
    AND (created_at >= $3 OR finished_at >= $3)`;

/** countBlocks returns how many blocks the table has; a snapshot taken before sees no row beyond them. */
export async function countBlocks(client: SqlClient): Promise<number> {
  const { rows } = await client.query<{ blocks: number }>(
    `SELECT (pg_relation_size('streams') / current_setting('block_size')::bigint)::integer AS blocks`,
  );
  return rows[0]?.blocks ?? 0;
}

/**
 * readBlocks reads the rows of a stretch of the table that count, as they lie there: in the order they were written, but for
 * those that were changed. Where a text among them cannot be joined to others as it is, the database makes the JSON of the
 * stretch after all. Null where there are none.
 */
export async function readBlocks(client: SqlClient, range: BlockRange): Promise<RowColumns | null> {
  const values = [`(${range.from},0)`, `(${range.to},0)`, range.since];
  const { rows } = await client.query<JoinedRows>(
    `SELECT ${joinedWithout(range.without)} ${IN_RANGE}`,
    values,
  );
  const [joined] = rows;
  if (!joined || joined.count === 0) return null;
  return columnsFromJoined(joined) ?? (await readCollected(client, values));
}

async function readCollected(
  client: SqlClient,
  values: readonly unknown[],
): Promise<RowColumns | null> {
  const { rows } = await client.query<CollectedRows>(
    `SELECT ${COLLECTED} FROM (SELECT ${SELECTED} ${IN_RANGE}) s`,
    values,
  );
  return rows[0] ? columnsFromCollected(rows[0]) : null;
}
