import type { Message } from "../../core/message/index.ts";
import type { Delivery, DeliveryQuery, DeliveryRecord } from "../../core/ports/index.ts";
import type { SqlPool } from "../pool.ts";
import { storable } from "../storable.ts";
import { allOf, createBinding } from "./binding.ts";

const COLUMNS = `o.no, o.key, o.lane, o.status AS state, o.message ->> 'notice' AS notice,
  o.message ->> 'title' AS title, o.created_at AS "createdAt", o.due_at AS "dueAt", o.attempts,
  o.reason, o.detail, o.ended_at AS "endedAt"`;

/** readDeliveries reads stored messages, the newest first. */
export async function readDeliveries(
  pool: SqlPool,
  { state, receiver, alert, before, limit }: DeliveryQuery,
): Promise<readonly Delivery[]> {
  const { values, put } = createBinding();
  const about = alert === undefined ? "" : "JOIN outbox_alerts a ON a.outbox_no = o.no";
  const conditions = [
    ...(alert === undefined ? [] : [`a.alert_id = ${put(storable(alert), "text")}`]),
    ...(state === undefined ? [] : [`o.status = ${put(state, "text")}`]),
    ...(receiver === undefined
      ? []
      : [`starts_with(o.lane, ${put(`${storable(receiver)}/`, "text")})`]),
    ...(before === undefined ? [] : [`o.no < ${put(before, "bigint")}`]),
  ];
  const { rows } = await pool.query<Delivery>(
    `SELECT ${COLUMNS} FROM outbox o ${about} WHERE ${allOf(conditions)}
     ORDER BY o.no DESC LIMIT ${put(limit, "integer")}`,
    values,
  );
  return rows;
}

/** readDelivery reads one stored message whole. */
export async function readDelivery(pool: SqlPool, key: string): Promise<DeliveryRecord | null> {
  const { rows } = await pool.query<Delivery & { readonly message: Message }>(
    `SELECT ${COLUMNS}, o.message FROM outbox o WHERE o.key = $1`,
    [storable(key)],
  );
  return rows[0] ?? null;
}
