import type { Message } from "../../core/message/index.ts";
import type {
  LaneDue,
  OutboxDraft,
  OutboxRow,
  RemoteRef,
  ShownMessage,
} from "../../core/ports/index.ts";
import type { SqlClient, SqlPool } from "../pool.ts";
import { storable, storableJson } from "../storable.ts";

/** Claim is who claims, and for how long. */
export interface Claim {
  readonly lane: string;
  readonly owner: string;
  readonly now: number;
  readonly leaseMs: number;
}

/** addMessages stores messages to be sent, in their order; a key that is known is left as it is. */
export async function addMessages(
  client: SqlClient,
  drafts: readonly OutboxDraft[],
): Promise<void> {
  if (drafts.length === 0) return;
  const about = drafts.flatMap(({ key, message: { firing, resolved } }) =>
    [...firing, ...resolved].map(({ id }) => [storable(key), storable(id)] as const),
  );
  await client.query(
    `WITH added AS (
       INSERT INTO outbox (key, lane, group_key, incident, message, created_at, due_at)
       SELECT n.key, n.lane, n.group_key, n.incident, n.message, n.created_at, n.created_at
       FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::json[], $6::bigint[])
         WITH ORDINALITY AS n (key, lane, group_key, incident, message, created_at, place)
       ORDER BY n.place
       ON CONFLICT (key) DO NOTHING
       RETURNING no, key)
     INSERT INTO outbox_alerts (alert_id, outbox_no)
     SELECT DISTINCT a.id, added.no FROM unnest($7::text[], $8::text[]) a (key, id) JOIN added USING (key)`,
    [
      drafts.map((draft) => storable(draft.key)),
      drafts.map((draft) => draft.lane),
      drafts.map((draft) => storable(draft.message.groupKey)),
      drafts.map((draft) => draft.message.incident),
      drafts.map((draft) => storableJson(draft.message)),
      drafts.map((draft) => draft.createdAt),
      about.map(([key]) => key),
      about.map(([, id]) => id),
    ],
  );
}

/** readDue reads from when the oldest unsent message of each lane may be sent. */
export async function readDue(pool: SqlPool): Promise<readonly LaneDue[]> {
  const { rows } = await pool.query<LaneDue>(
    `SELECT DISTINCT ON (lane) lane,
       CASE status WHEN 'sending' THEN lease_until ELSE due_at END AS "dueAt"
     FROM outbox WHERE status IN ('pending', 'sending') ORDER BY lane, no`,
  );
  return rows;
}

/** readBacklog counts the unsent messages and finds when the oldest was stored. */
export async function readBacklog(
  pool: SqlPool,
): Promise<{ readonly pending: number; readonly oldestAt: number | null }> {
  const { rows } = await pool.query<{ pending: number; oldestAt: number | null }>(
    `SELECT count(*) AS pending, min(created_at) AS "oldestAt"
     FROM outbox WHERE status IN ('pending', 'sending')`,
  );
  return { pending: Number(rows[0]?.pending ?? 0), oldestAt: rows[0]?.oldestAt ?? null };
}

interface ClaimedRow {
  readonly key: string;
  readonly message: Message;
  readonly created_at: number;
  readonly attempts: number;
  readonly first_tried_at: number | null;
  readonly unsure: boolean;
  readonly ref: RemoteRef | null;
}

/**
 * claimOldest marks a lane's oldest unsent message as being sent. A message that waits for its retry, or that
 * another is sending, holds back the later ones of its lane; one whose sender's lease has passed is taken
 * over, unsure. The attempts that are stored are the claim's number: what a late sender still reports about
 * an earlier claim is told apart by it.
 */
export async function claimOldest(pool: SqlPool, claim: Claim): Promise<OutboxRow | null> {
  const { rows } = await pool.query<ClaimedRow>(
    `WITH oldest AS (
       SELECT no, first_tried_at AS tried, status = 'sending' AS abandoned FROM outbox
       WHERE lane = $1 AND status IN ('pending', 'sending') ORDER BY no LIMIT 1 FOR UPDATE),
     claimed AS (
       UPDATE outbox o SET status = 'sending', owner = $2, lease_until = $3::bigint + $4::bigint,
         attempts = o.attempts + 1, first_tried_at = coalesce(o.first_tried_at, $3),
         unsure = o.unsure OR oldest.abandoned
       FROM oldest
       WHERE o.no = oldest.no AND (o.status = 'pending' AND o.due_at <= $3
         OR o.status = 'sending' AND o.lease_until <= $3)
       RETURNING o.*, oldest.tried)
     SELECT c.key, c.message, c.created_at, c.attempts - 1 AS attempts, c.tried AS first_tried_at,
       c.unsure, t.ref
     FROM claimed c LEFT JOIN threads t USING (group_key, incident, lane)`,
    [claim.lane, claim.owner, claim.now, claim.leaseMs],
  );
  const row = rows[0];
  if (!row) return null;
  return {
    key: row.key,
    lane: claim.lane,
    message: row.message,
    createdAt: row.created_at,
    attempts: row.attempts,
    firstTriedAt: row.first_tried_at,
    unsure: row.unsure,
    thread: row.ref,
  };
}

/** markSent stores that a message arrived, whoever holds it by now. */
export async function markSent(client: SqlClient, key: string, at: number): Promise<void> {
  await client.query(
    `UPDATE outbox SET status = 'sent', ended_at = $2, owner = NULL, lease_until = NULL
     WHERE key = $1 AND status <> 'sent'`,
    [key, at],
  );
}

/** Failure is why a message could not be sent, and what becomes of it. */
export interface Failure {
  readonly reason: string;
  readonly detail: string;
  readonly unsure: boolean;
  /** Null gives it up. */
  readonly nextAt: number | null;
  readonly at: number | null;
}

/** markFailed stores a failed try of the claim that it belongs to; a later claim is left alone. */
export async function markFailed(pool: SqlPool, row: OutboxRow, failure: Failure): Promise<void> {
  await pool.query(
    `UPDATE outbox SET status = CASE WHEN $3::bigint IS NULL THEN 'failed' ELSE 'pending' END,
       due_at = coalesce($3, due_at), reason = $4, detail = $5, unsure = unsure OR $6,
       ended_at = $7, owner = NULL, lease_until = NULL
     WHERE key = $1 AND status = 'sending' AND attempts = $2`,
    [
      row.key,
      row.attempts + 1,
      failure.nextAt,
      failure.reason,
      storable(failure.detail),
      failure.unsure,
      failure.at,
    ],
  );
}

/** handBack frees messages whose sender's lease has passed, or all that others are sending; returns how many. */
export async function handBack(
  pool: SqlPool,
  now: number,
  { owner, others }: { owner: string; others: boolean },
): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE outbox SET status = 'pending', due_at = $1, unsure = true, owner = NULL, lease_until = NULL
     WHERE status = 'sending' AND (lease_until <= $1 OR $3 AND owner <> $2)`,
    [now, owner, others],
  );
  return rowCount ?? 0;
}

/** readShown reads the newest message that each lane was sent, or is being sent, of the incident of one message, and where it is. */
export async function readShown(pool: SqlPool, key: string): Promise<readonly ShownMessage[]> {
  const { rows } = await pool.query<ShownMessage>(
    `SELECT DISTINCT ON (o.lane) o.lane, o.message, t.ref, o.status = 'sent' AS sent
     FROM outbox asked JOIN outbox o USING (group_key, incident)
       LEFT JOIN threads t ON (t.group_key, t.incident, t.lane) = (o.group_key, o.incident, o.lane)
     WHERE asked.key = $1 AND o.status IN ('sending', 'sent') ORDER BY o.lane, o.no DESC`,
    [key],
  );
  return rows;
}

/** trimOutbox deletes at most `limit` messages that ended before a moment and returns how many. */
export async function trimOutbox(
  client: SqlClient,
  before: number,
  limit: number,
): Promise<number> {
  const { rowCount } = await client.query(
    `DELETE FROM outbox WHERE no IN (
       SELECT no FROM outbox WHERE ended_at < $1 AND status IN ('sent', 'failed') ORDER BY no LIMIT $2)`,
    [before, limit],
  );
  return rowCount ?? 0;
}
