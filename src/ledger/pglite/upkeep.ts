import type { Log } from "../../core/ports/index.ts";
import type { SqlPool } from "../pool.ts";
import { quoteName } from "../quote-name.ts";

const EVERY_MS = 5 * 60_000;

/** A table is due by the same measure as on a server: a fifth of it dead, or a tenth of it changed. */
const DUE = `
  SELECT schemaname AS schema, relname AS name FROM pg_stat_user_tables
  WHERE n_dead_tup > 50 + 0.2 * n_live_tup OR n_mod_since_analyze > 50 + 0.1 * n_live_tup
  ORDER BY 1, 2`;

/**
 * upkeep does what autovacuum, which PGlite has not, does on a server: it frees the space of deleted and old
 * rows, or the queue's tables would grow for ever, and keeps the planner's statistics. Returns the tables done.
 */
export async function upkeep(pool: SqlPool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ schema: string; name: string }>(DUE);
  const tables = rows.map(({ schema, name }) => `${quoteName(schema)}.${quoteName(name)}`);
  // One at a time, so that others get their turns in between.
  for (const table of tables) await pool.query(`VACUUM (ANALYZE) ${table}`);
  return tables;
}

/** startUpkeep does it every five minutes until what it returns is called. */
export function startUpkeep(pool: SqlPool, log?: Log): () => void {
  let stopped = false;
  const timer = setInterval(() => {
    upkeep(pool).catch((error: Error) => {
      // A table may be dropped, or the database be closed, in the middle; the next round does what is left.
      if (!stopped)
        log?.warn("The upkeep of the embedded database failed", { error: error.message });
    });
  }, EVERY_MS);
  timer.unref();
  return () => {
    stopped = true;
    clearInterval(timer);
  };
}
