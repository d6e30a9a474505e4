import type { ConditionKind, SystemCondition } from "../../core/ports/index.ts";
import type { SqlPool } from "../pool.ts";
import { storable } from "../storable.ts";

/** writeCondition stores a trouble; one that is known keeps its `since` and takes the newer advice. */
export async function writeCondition(pool: SqlPool, condition: SystemCondition): Promise<void> {
  const { kind, subject, advice, since } = condition;
  await pool.query(
    `INSERT INTO conditions (kind, subject, advice, since) VALUES ($1, $2, $3, $4)
     ON CONFLICT (kind, subject) DO UPDATE SET advice = excluded.advice`,
    [kind, storable(subject), storable(advice), since],
  );
}

/** deleteCondition forgets a trouble that is over. */
export async function deleteCondition(
  pool: SqlPool,
  kind: ConditionKind,
  subject: string,
): Promise<void> {
  await pool.query("DELETE FROM conditions WHERE kind = $1 AND subject = $2", [
    kind,
    storable(subject),
  ]);
}

/** readConditions reads all troubles that last, the longest first. */
export async function readConditions(pool: SqlPool): Promise<readonly SystemCondition[]> {
  const { rows } = await pool.query<SystemCondition>(
    "SELECT kind, subject, advice, since FROM conditions ORDER BY since, kind, subject",
  );
  return rows;
}
