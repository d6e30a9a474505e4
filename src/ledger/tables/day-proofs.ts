import type { AuditOutcome, DayProof } from "../../core/ports/index.ts";
import type { SqlClient } from "../pool.ts";
import { storable } from "../storable.ts";

interface DayProofRow {
  readonly day: number;
  readonly read_at: number | null;
  readonly counted_at: number | null;
  readonly audited_at: number | null;
  readonly outcome: AuditOutcome | null;
  readonly differs_since: number | null;
  readonly difference: string | null;
}

/** readDayProofs reads what is proven of an account's days, oldest first. */
export async function readDayProofs(
  client: Pick<SqlClient, "query">,
  account: string,
): Promise<DayProof[]> {
  const { rows } = await client.query<DayProofRow>(
    `SELECT day, read_at, counted_at, audited_at, outcome, differs_since, difference
     FROM day_proofs WHERE account = $1 ORDER BY day`,
    [account],
  );
  return rows.map((row) => ({
    day: row.day,
    readAt: row.read_at,
    countedAt: row.counted_at,
    audit:
      row.audited_at === null || row.outcome === null
        ? null
        : {
            at: row.audited_at,
            outcome: row.outcome,
            since: row.differs_since,
            difference: row.difference,
          },
  }));
}

/** writeDayProofs stores days' proofs; the later reading, count and audit stay. */
export async function writeDayProofs(
  client: SqlClient,
  account: string,
  days: readonly DayProof[],
): Promise<void> {
  if (days.length === 0) return;
  await client.query(
    `INSERT INTO day_proofs AS p
       (account, day, read_at, counted_at, audited_at, outcome, differs_since, difference)
     SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::text[],
       $7::bigint[], $8::text[])
     ON CONFLICT (account, day) DO UPDATE SET
       read_at = greatest(p.read_at, excluded.read_at),
       counted_at = greatest(p.counted_at, excluded.counted_at),
       (audited_at, outcome, differs_since, difference) = (
         SELECT a.* FROM (VALUES
           (excluded.audited_at, excluded.outcome, excluded.differs_since, excluded.difference),
           (p.audited_at, p.outcome, p.differs_since, p.difference)) AS a (at)
         ORDER BY a.at DESC NULLS LAST LIMIT 1)`,
    [
      account,
      days.map(({ day }) => day),
      days.map(({ readAt }) => readAt),
      days.map(({ countedAt }) => countedAt),
      days.map(({ audit }) => audit?.at ?? null),
      days.map(({ audit }) => audit?.outcome ?? null),
      days.map(({ audit }) => audit?.since ?? null),
      days.map(({ audit }) => (audit?.difference ? storable(audit.difference) : null)),
    ],
  );
}

/** forgetDayProofs deletes the proofs of days before a moment. */
export async function forgetDayProofs(
  client: SqlClient,
  account: string,
  before: number,
): Promise<void> {
  await client.query("DELETE FROM day_proofs WHERE account = $1 AND day < $2", [account, before]);
}
