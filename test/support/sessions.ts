import type { ActRecord, Session, Sessions } from "../../src/core/ports/index.ts";

/** memorySessions behaves as the ledger's keeper of who has logged in; `records` are the lines that it adds, newest first. */
export function memorySessions(): Sessions & { readonly records: ActRecord[] } {
  const sessions = new Map<string, Session>();
  const records: ActRecord[] = [];
  return {
    records,
    open: async (session, by) => {
      const { id, startedAt: at, endsAt } = session;
      sessions.set(id, session);
      const detail = `until ${new Date(endsAt).toISOString()}`;
      records.unshift({ at, by, act: "logged_in", target: by.name, detail });
    },
    find: async (id, now) => {
      const found = sessions.get(id);
      return found && found.endsAt > now ? found : null;
    },
    close: async (id, by, at) => {
      if (!sessions.delete(id)) return;
      records.unshift({ at, by, act: "logged_out", target: by.name, detail: "" });
    },
  };
}
