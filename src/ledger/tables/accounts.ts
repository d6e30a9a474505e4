import type { AccountCoverage, Checkpoint } from "../../core/ports/index.ts";
import type { SqlClient, SqlPool } from "../pool.ts";

interface AccountRow {
  readonly account: string;
  readonly watermark: number | null;
  readonly gaps: number;
  readonly ready_at: number | null;
  readonly read_from: number | null;
  readonly followed_from: number | null;
  readonly rows: number;
}

/** AccountChange is what a write does to an account; `close` ends a complete sweep. */
export interface AccountChange {
  readonly account: string;
  /** Rows more, or fewer, that count. */
  readonly rows: number;
  readonly close?: Pick<Checkpoint, "watermark" | "readFrom" | "followedFrom" | "readyAt">;
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
    readFrom: row?.read_from ?? null,
    followedFrom: row?.followed_from ?? null,
    gaps: row?.gaps ?? 0,
    readyAt: row?.ready_at ?? null,
    rows: row?.rows ?? 0,
  };
}

/** changeAccount stores a write's effect; what was read only grows, in both directions, and an account is ready once. */
export async function changeAccount(client: SqlClient, change: AccountChange): Promise<void> {
  const { account, rows, close } = change;
  if (rows === 0 && !close) return;
  await client.query(
    `INSERT INTO accounts AS a (account, rows, watermark, read_from, followed_from, ready_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (account) DO UPDATE SET
       rows = a.rows + excluded.rows,
       watermark = greatest(a.watermark, excluded.watermark),
       read_from = least(a.read_from, excluded.read_from),
       followed_from = coalesce(a.followed_from, excluded.followed_from),
       ready_at = coalesce(a.ready_at, excluded.ready_at)`,
    [
      ...[account, rows, close?.watermark ?? null, close?.readFrom ?? null],
      ...[close?.followedFrom ?? null, close?.readyAt ?? null],
    ],
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
    readFrom: row.read_from,
    followedFrom: row.followed_from,
    ready: row.ready_at !== null,
  }));
}
