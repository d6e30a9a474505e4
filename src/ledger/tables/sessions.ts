import type { Session } from "../../core/ports/index.ts";
import type { SqlClient } from "../pool.ts";

/** addSession stores a new session. */
export async function addSession(client: SqlClient, session: Session): Promise<void> {
  const { id, token, startedAt, endsAt } = session;
  await client.query(
    "INSERT INTO sessions (id, token, started_at, ends_at) VALUES ($1, $2, $3, $4)",
    [id, token, startedAt, endsAt],
  );
}

/** readSession reads a session that is not over at a moment; null where there is none. */
export async function readSession(
  client: Pick<SqlClient, "query">,
  id: string,
  now: number,
): Promise<Session | null> {
  const { rows } = await client.query<Session>(
    `SELECT id, token, started_at AS "startedAt", ends_at AS "endsAt"
     FROM sessions WHERE id = $1 AND ends_at > $2`,
    [id, now],
  );
  return rows[0] ?? null;
}

/** deleteSession deletes a session; false where there was none. */
export async function deleteSession(client: SqlClient, id: string): Promise<boolean> {
  const { rowCount } = await client.query("DELETE FROM sessions WHERE id = $1", [id]);
  return rowCount === 1;
}

/** trimSessions deletes the sessions that are over at a moment. */
export async function trimSessions(client: SqlClient, now: number): Promise<void> {
  await client.query("DELETE FROM sessions WHERE ends_at <= $1", [now]);
}
