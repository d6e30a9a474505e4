import type { Actor, ActRecord } from "../../core/ports/index.ts";
import type { SqlClient } from "../pool.ts";
import { storable } from "../storable.ts";

/** addActRecords adds lines to the record of who did what. */
export async function addActRecords(
  client: SqlClient,
  records: readonly ActRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await client.query(
    `INSERT INTO acts (at, by_name, via, act, target, detail)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])`,
    [
      records.map(({ at }) => at),
      records.map(({ by }) => storable(by.name)),
      records.map(({ by }) => by.via),
      records.map(({ act }) => act),
      records.map(({ target }) => storable(target)),
      records.map(({ detail }) => storable(detail)),
    ],
  );
}

/** readActRecords reads the newest lines of a target, or of all, newest first. */
export async function readActRecords(
  client: Pick<SqlClient, "query">,
  limit: number,
  target?: string,
): Promise<readonly ActRecord[]> {
  const { rows } = await client.query<Omit<ActRecord, "by"> & Actor>(
    `SELECT at, by_name AS name, via, act, target, detail FROM acts
     WHERE $2::text IS NULL OR target = $2 ORDER BY no DESC LIMIT $1`,
    [limit, target === undefined ? null : storable(target)],
  );
  return rows.map(({ name, via, ...record }) => ({ ...record, by: { name, via } }));
}

/** trimActRecords deletes at most `limit` lines from before a moment and returns how many. */
export async function trimActRecords(
  client: SqlClient,
  before: number,
  limit: number,
): Promise<number> {
  const { rowCount } = await client.query(
    "DELETE FROM acts WHERE no IN (SELECT no FROM acts WHERE at < $1 ORDER BY no LIMIT $2)",
    [before, limit],
  );
  return rowCount ?? 0;
}
