import type { AccountCoverage, Checkpoint } from "../../core/ports/index.ts";
import type { SqlClient, SqlPool } from "../pool.ts";

interface AccountRow {
  readonly account: string;
  readonly watermark: number | null;
  readonly gaps: number;
  readonly ready_at: number | null;
  readonly rows: number;
}

/** AccountChange is what a write does to an account; `close` ends a complete sweep. */
export interface AccountChange {
  readonly account: string;
  /** Rows more, or fewer, that count. */
  readonly rows: number;
  readonly close?: { readonly watermark: number | null; readonly readyAt: number | null };
}

/** readCheckpoint reads how far an account has been collected; one never written has nothing. */
export async function readCheckpoint(pool: SqlPool, account: string): Promise<Checkpoint> {
  const { rows } = await pool.query<AccountRow>("SELECT * FROM accounts WHERE account = $1", [
    account,
  ]);
  const row = rows[0];
  return {
    account,
    watermark: row?.watermark ?? null,
    gaps: row?.gaps ?? 0,
    readyAt: row?.ready_at ?? null,
    rows: row?.rows ?? 0,
  };
}

/** changeAccount stores a write's effect; a watermark never goes back, and an account is ready once. */
export async function changeAccount(client: SqlClient, change: AccountChange): Promise<void> {
  if (change.rows === 0 && !change.close) return;
  await client.query(
    `INSERT INTO accounts AS a (account, rows, watermark, ready_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (account) DO UPDATE SET
       rows = a.rows + excluded.rows,
       watermark = greatest(a.watermark, excluded.watermark),
       ready_at = coalesce(a.ready_at, excluded.ready_at)`,
    [change.account, change.rows, change.close?.watermark ?? null, change.close?.readyAt ?? null],
  );
}

/** storeGaps stores how many windows of an account could not be proven complete. */
export async function storeGaps(pool: SqlPool, account: string, gaps: number): Promise<void> {
  await pool.query(
    `INSERT INTO accounts (account, gaps) VALUES ($1, $2)
     ON CONFLICT (account) DO UPDATE SET gaps = excluded.gaps`,
    [account, gaps],
  );
}

/** readCoverage reads how complete every account's numbers are, by name. */
export async function readCoverage(pool: SqlPool): Promise<readonly AccountCoverage[]> {
  const { rows } = await pool.query<AccountRow>("SELECT * FROM accounts ORDER BY account");
  return rows.map((row) => ({
    account: row.account,
    completeTo: row.watermark,
    gaps: row.gaps,
    ready: row.ready_at !== null,
  }));
}
