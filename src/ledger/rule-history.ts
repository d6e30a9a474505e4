import type { RuleHistory } from "../core/ports/index.ts";
import type { SqlPool } from "./pool.ts";
import { readEdits } from "./tables/edits.ts";
import { readFired } from "./tables/transitions.ts";

/** createRuleHistory reads rules' histories from a migrated database; it writes nothing. */
export function createRuleHistory(pool: SqlPool): RuleHistory {
  return {
    fired: (rule, limit) => readFired(pool, rule, limit),
    edits: (since, limit) => readEdits(pool, since, limit),
  };
}
