import type { SqlPool } from "./pool.ts";

/** readKnownMembers lists whom the ledger has streams of, account by account; it writes nothing. */
export async function readKnownMembers(
  pool: SqlPool,
): Promise<{ account: string; member: string }[]> {
  const { rows } = await pool.query<{ account: string; member: string }>(
    `SELECT DISTINCT account, member FROM streams
     WHERE member IS NOT NULL AND retracted_at IS NULL ORDER BY account, member`,
  );
  return rows;
}
