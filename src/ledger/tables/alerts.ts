import type { Alert } from "../../core/alerts/index.ts";
import type { Span } from "../../core/engine/index.ts";
import type { SqlClient } from "../pool.ts";
import { storableJson } from "../storable.ts";

/**
 * readAlerts reads the alerts that an evaluation starts from: all that are not inactive. The evaluation saves an
 * alert as inactive once nothing needs it any more.
 */
export async function readAlerts(client: SqlClient): Promise<readonly Alert[]> {
  const { rows } = await client.query<{ document: Alert }>(
    "SELECT document FROM alerts WHERE status <> 'inactive' ORDER BY id",
  );
  return rows.map((row) => row.document);
}

/** writeAlerts stores alerts as they are now. */
export async function writeAlerts(client: SqlClient, alerts: readonly Alert[]): Promise<void> {
  if (alerts.length === 0) return;
  // The same id twice in one statement would be refused; the later one is the newer.
  const distinct = [...new Map(alerts.map((alert) => [alert.id, alert])).values()];
  await client.query(
    `INSERT INTO alerts (id, status, kind, updated_at, document)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::json[])
     ON CONFLICT (id) DO UPDATE SET status = excluded.status, kind = excluded.kind,
       updated_at = excluded.updated_at, document = excluded.document`,
    [
      distinct.map((alert) => alert.id),
      distinct.map((alert) => alert.status),
      distinct.map((alert) => alert.kind),
      distinct.map((alert) => alert.updatedAt),
      distinct.map(storableJson),
    ],
  );
}

/** knownAlerts returns those of the ids that were ever stored, with the window that each was last seen with. */
export async function knownAlerts(
  client: Pick<SqlClient, "query">,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Span>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<{ id: string; span: Span }>(
    "SELECT id, document -> 'window' AS span FROM alerts WHERE id = ANY ($1)",
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.span]));
}
