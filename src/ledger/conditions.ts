import type { Conditions } from "../core/ports/index.ts";
import type { SqlPool } from "./pool.ts";
import { deleteCondition, readConditions, writeCondition } from "./tables/conditions.ts";

/** createConditions keeps the daemon's own troubles in a migrated database. */
export function createConditions(pool: SqlPool): Conditions {
  return {
    raise: (condition) => writeCondition(pool, condition),
    clear: (kind, subject) => deleteCondition(pool, kind, subject),
    active: () => readConditions(pool),
  };
}
