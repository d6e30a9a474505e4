import { EventEmitter } from "node:events";
import type { SqlClient, SqlPool, SqlQuery } from "../../src/ledger/pool.ts";

/**
 * prepared is a pool over the same session that has the database parse and plan each statement once, not each time that it
 * is run: over a simulation's few rows that is most of what a statement costs.
 */
export function prepared(pool: SqlPool): SqlPool {
  const named = namer();
  const queryOf =
    (real: Pick<SqlClient, "query">) =>
    <Row>(query: string | SqlQuery, values?: readonly unknown[]) =>
      real.query<Row>(named(query, values));
  return Object.assign(new EventEmitter(), {
    options: pool.options,
    query: queryOf(pool),
    connect: async () => {
      const client = await pool.connect();
      return { query: queryOf(client), release: () => client.release() };
    },
    end: () => pool.end(),
  }) as unknown as SqlPool;
}

/** A statement with a name is kept by the database; what begins and ends transactions has nothing to plan. */
function namer(): (query: string | SqlQuery, values?: readonly unknown[]) => SqlQuery {
  const names = new Map<string, string>();
  return (query, values) => {
    const asked = typeof query === "string" ? { text: query } : query;
    const full = values ? { ...asked, values } : asked;
    if (!full.values && !full.text.startsWith("SELECT")) return full;
    const name = names.get(full.text) ?? `simulated ${names.size}`;
    names.set(full.text, name);
    return Object.assign({ name }, full);
  };
}
