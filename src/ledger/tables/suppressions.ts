import { type Suppression, suppressionKey } from "../../core/quiet/index.ts";
import type { SqlClient } from "../pool.ts";
import { storable } from "../storable.ts";

const COLUMNS = `alert_id AS "alertId", receiver, reason, source, since, until`;

/** readOpenSuppressions reads those that last. */
export async function readOpenSuppressions(client: SqlClient): Promise<readonly Suppression[]> {
  const { rows } = await client.query<Suppression>(
    `SELECT ${COLUMNS} FROM suppressions WHERE until IS NULL ORDER BY since, alert_id, receiver`,
  );
  return rows;
}

/** readSuppressions reads when, from whom and why an alert was kept, oldest first. */
export async function readSuppressions(
  client: Pick<SqlClient, "query">,
  alertId: string,
): Promise<readonly Suppression[]> {
  const { rows } = await client.query<Suppression>(
    `SELECT ${COLUMNS} FROM suppressions WHERE alert_id = $1 ORDER BY since, receiver`,
    [storable(alertId)],
  );
  return rows;
}

/** writeSuppressions stores suppressions that begin, and the end of those that are over. */
export async function writeSuppressions(
  client: SqlClient,
  suppressions: readonly Suppression[],
): Promise<void> {
  if (suppressions.length === 0) return;
  const keyed = suppressions.map((one) => [`${suppressionKey(one)} ${one.since}`, one] as const);
  // The same one twice in one statement would be refused; the later one is the newer.
  const distinct = [...new Map(keyed).values()];
  await client.query(
    `INSERT INTO suppressions (alert_id, receiver, reason, source, since, until)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[])
     ON CONFLICT (alert_id, receiver, since) DO UPDATE SET until = excluded.until`,
    [
      distinct.map(({ alertId }) => storable(alertId)),
      distinct.map(({ receiver }) => storable(receiver)),
      distinct.map(({ reason }) => reason),
      distinct.map(({ source }) => storable(source)),
      distinct.map(({ since }) => since),
      distinct.map(({ until }) => until),
    ],
  );
}

/** trimSuppressions deletes at most `limit` suppressions that ended before a moment and returns how many. */
export async function trimSuppressions(
  client: SqlClient,
  before: number,
  limit: number,
): Promise<number> {
  const { rowCount } = await client.query(
    `DELETE FROM suppressions WHERE (alert_id, receiver, since) IN (
       SELECT alert_id, receiver, since FROM suppressions WHERE until < $1 LIMIT $2)`,
    [before, limit],
  );
  return rowCount ?? 0;
}
