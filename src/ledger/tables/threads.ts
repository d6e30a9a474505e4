import type { RemoteRef } from "../../core/ports/index.ts";
import type { SqlClient } from "../pool.ts";
import { storableJson } from "../storable.ts";

/** writeThread stores where the message of an outbox row went, for the later messages of its incident. */
export async function writeThread(client: SqlClient, key: string, ref: RemoteRef): Promise<void> {
  await client.query(
    `INSERT INTO threads (group_key, incident, lane, ref)
     SELECT group_key, incident, lane, $2 FROM outbox WHERE key = $1
     ON CONFLICT (group_key, incident, lane) DO UPDATE SET ref = excluded.ref`,
    [key, storableJson(ref)],
  );
}
