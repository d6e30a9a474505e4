import type { Sessions } from "../core/ports/index.ts";
import type { SqlPool } from "./pool.ts";
import { addActRecords } from "./tables/act-records.ts";
import { addSession, deleteSession, readSession, trimSessions } from "./tables/sessions.ts";
import { inTransaction } from "./transaction.ts";

/** createSessions keeps who has logged in, in a migrated database. */
export function createSessions(pool: SqlPool): Sessions {
  return {
    open: (session, by) =>
      inTransaction(pool, "write", async (client) => {
        const { startedAt: at, endsAt } = session;
        await trimSessions(client, at);
        await addSession(client, session);
        const detail = `until ${new Date(endsAt).toISOString()}`;
        await addActRecords(client, [{ at, by, act: "logged_in", target: by.name, detail }]);
      }),
    find: (id, now) => readSession(pool, id, now),
    close: (id, by, at) =>
      inTransaction(pool, "write", async (client) => {
        if (!(await deleteSession(client, id))) return;
        await addActRecords(client, [{ at, by, act: "logged_out", target: by.name, detail: "" }]);
      }),
  };
}
