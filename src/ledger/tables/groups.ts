import type { NotificationGroup } from "../../core/routing/index.ts";
import type { SqlClient } from "../pool.ts";
import { storableJson } from "../storable.ts";

/** readGroups reads all notification groups, by key. */
export async function readGroups(client: SqlClient): Promise<readonly NotificationGroup[]> {
  const { rows } = await client.query<{ document: NotificationGroup }>(
    "SELECT document FROM groups ORDER BY key",
  );
  return rows.map((row) => row.document);
}

/** writeGroups stores groups as they are now and deletes those that have nothing left to say. */
export async function writeGroups(
  client: SqlClient,
  groups: readonly NotificationGroup[],
  removed: readonly string[],
): Promise<void> {
  if (removed.length > 0) await client.query("DELETE FROM groups WHERE key = ANY ($1)", [removed]);
  if (groups.length === 0) return;
  const distinct = [...new Map(groups.map((group) => [group.key, group])).values()];
  await client.query(
    `INSERT INTO groups (key, due_at, document)
     SELECT * FROM unnest($1::text[], $2::bigint[], $3::json[])
     ON CONFLICT (key) DO UPDATE SET due_at = excluded.due_at, document = excluded.document`,
    [
      distinct.map((group) => group.key),
      distinct.map((group) => group.dueAt),
      distinct.map(storableJson),
    ],
  );
}
