import type { Transition } from "../../core/alerts/index.ts";
import type { SqlClient } from "../pool.ts";

/** appendTransitions adds to the history of alerts, which is never deleted. */
export async function appendTransitions(
  client: SqlClient,
  transitions: readonly Transition[],
): Promise<void> {
  if (transitions.length === 0) return;
  await client.query(
    `INSERT INTO transitions (alert_id, at, from_status, to_status, reason, value, bound)
     SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[],
       $6::double precision[], $7::double precision[])`,
    [
      transitions.map((one) => one.alertId),
      transitions.map((one) => one.at),
      transitions.map((one) => one.from),
      transitions.map((one) => one.to),
      transitions.map((one) => one.reason),
      transitions.map((one) => one.value),
      transitions.map((one) => one.limit),
    ],
  );
}

/** readTransitions reads an alert's history, oldest first. */
export async function readTransitions(
  client: Pick<SqlClient, "query">,
  alertId: string,
): Promise<readonly Transition[]> {
  const { rows } = await client.query<Transition>(
    `SELECT alert_id AS "alertId", at, from_status AS "from", to_status AS "to", reason, value,
       bound AS "limit"
     FROM transitions WHERE alert_id = $1 ORDER BY no`,
    [alertId],
  );
  return rows;
}

/** readFired reads the newest transition to firing of each of a rule's alerts, newest first. */
export async function readFired(
  client: Pick<SqlClient, "query">,
  rule: string,
  limit: number,
): Promise<readonly Transition[]> {
  // An alert's id is JSON with the rule in second place (alertId).
  const { rows } = await client.query<Transition>(
    `SELECT alert_id AS "alertId", at, from_status AS "from", to_status AS "to", reason, value,
       bound AS "limit"
     FROM (
       SELECT DISTINCT ON (alert_id) * FROM transitions
       WHERE to_status = 'firing' AND left(alert_id, 1) = '[' AND alert_id::json ->> 1 = $1
       ORDER BY alert_id, no DESC) t
     ORDER BY no DESC LIMIT $2`,
    [rule, limit],
  );
  return rows;
}
