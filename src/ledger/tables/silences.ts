import type { StoredSilence } from "../../core/quiet/index.ts";
import type { SqlClient } from "../pool.ts";
import { storable, storableJson } from "../storable.ts";

/** readSilences reads the silences that end after a moment, newest first; at 0 all of them. */
export async function readSilences(
  client: Pick<SqlClient, "query">,
  after: number,
): Promise<readonly StoredSilence[]> {
  const { rows } = await client.query<{ document: StoredSilence }>(
    "SELECT document FROM silences WHERE ends_at > $1 ORDER BY updated_at DESC, id",
    [after],
  );
  return rows.map(({ document }) => document);
}

/** writeSilence stores a silence, or changes the one with its id. */
export async function writeSilence(client: SqlClient, silence: StoredSilence): Promise<void> {
  const { id, startsAt, endsAt, updatedAt } = silence;
  await client.query(
    `INSERT INTO silences (id, starts_at, ends_at, updated_at, document) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (id) DO UPDATE SET starts_at = excluded.starts_at, ends_at = excluded.ends_at,
       updated_at = excluded.updated_at, document = excluded.document`,
    [storable(id), startsAt, endsAt, updatedAt, storableJson(silence)],
  );
}

/** endSilence ends a silence that is not over; one that had not begun begins and ends then. Null where there is none. */
export async function endSilence(
  client: SqlClient,
  id: string,
  at: number,
): Promise<StoredSilence | null> {
  const { rows } = await client.query<{ document: StoredSilence }>(
    "SELECT document FROM silences WHERE id = $1 AND ends_at > $2 FOR UPDATE",
    [storable(id), at],
  );
  const [row] = rows;
  if (!row) return null;
  const startsAt = Math.min(row.document.startsAt, at);
  const ended = { ...row.document, startsAt, endsAt: at, updatedAt: at };
  await writeSilence(client, ended);
  return ended;
}

/** trimSilences deletes the silences that ended before a moment. */
export async function trimSilences(
  client: Pick<SqlClient, "query">,
  before: number,
): Promise<void> {
  await client.query("DELETE FROM silences WHERE ends_at < $1", [before]);
}
