import type { Acknowledgement } from "../../core/quiet/index.ts";
import type { SqlClient } from "../pool.ts";
import { storable, storableJson } from "../storable.ts";

/** readAcknowledgements reads all that count. */
export async function readAcknowledgements(
  client: Pick<SqlClient, "query">,
): Promise<readonly Acknowledgement[]> {
  const { rows } = await client.query<{ document: Acknowledgement }>(
    "SELECT document FROM acknowledgements ORDER BY alert_id",
  );
  return rows.map(({ document }) => document);
}

/** writeAcknowledgements stores acknowledgements; one of an alert that has one takes its place. */
export async function writeAcknowledgements(
  client: SqlClient,
  acknowledgements: readonly Acknowledgement[],
): Promise<void> {
  const distinct = [...new Map(acknowledgements.map((one) => [one.alertId, one])).values()];
  await client.query(
    `INSERT INTO acknowledgements (alert_id, at, document)
     SELECT * FROM unnest($1::text[], $2::bigint[], $3::json[])
     ON CONFLICT (alert_id) DO UPDATE SET at = excluded.at, document = excluded.document`,
    [
      distinct.map(({ alertId }) => storable(alertId)),
      distinct.map(({ at }) => at),
      distinct.map(storableJson),
    ],
  );
}

/** takeBack deletes acknowledgements of alerts and returns whose there were. */
export async function takeBack(
  client: SqlClient,
  alertIds: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ alertId: string }>(
    `DELETE FROM acknowledgements WHERE alert_id = ANY ($1) RETURNING alert_id AS "alertId"`,
    [alertIds.map(storable)],
  );
  return rows.map(({ alertId }) => alertId);
}

/** endAcknowledgements deletes those that count no more; one that was made anew since has another moment, and stays. */
export async function endAcknowledgements(
  client: SqlClient,
  ended: readonly Pick<Acknowledgement, "alertId" | "at">[],
): Promise<void> {
  if (ended.length === 0) return;
  await client.query(
    `DELETE FROM acknowledgements a USING unnest($1::text[], $2::bigint[]) AS e (alert_id, at)
     WHERE a.alert_id = e.alert_id AND a.at = e.at`,
    [ended.map(({ alertId }) => storable(alertId)), ended.map(({ at }) => at)],
  );
}
