import type {
  AccountCoverage,
  AccountProofs,
  Checkpoint,
  SummaryState,
} from "../../core/ports/index.ts";
import type { SqlClient, SqlPool } from "../pool.ts";
import { storable } from "../storable.ts";

interface AccountRow {
  readonly account: string;
  readonly watermark: number | null;
  readonly gaps: number;
  readonly ready_at: number | null;
  readonly read_from: number | null;
  readonly followed_from: number | null;
  readonly rows: number;
  readonly summary: SummaryState;
  readonly summary_detail: string | null;
  readonly proven_at: number | null;
  readonly settled_to: number | null;
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
  const row = await readAccount(pool, account);
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
    settledTo: row.settled_to,
  }));
}

/** AccountStanding is what is proven of an account as a whole. */
export type AccountStanding = Omit<AccountProofs, "days">;

/** readStanding reads it; of an account never compared nothing is proven. */
export async function readStanding(
  client: Pick<SqlClient, "query">,
  account: string,
): Promise<AccountStanding> {
  const row = await readAccount(client, account);
  return {
    summary: row?.summary ?? "unknown",
    summaryDetail: row?.summary_detail ?? null,
    provenAt: row?.proven_at ?? null,
    settledTo: row?.settled_to ?? null,
  };
}

/** storeStanding stores it; neither moment ever goes back, since what was proven once stays so. */
export async function storeStanding(
  client: SqlClient,
  account: string,
  standing: AccountStanding,
): Promise<void> {
  const { summary, summaryDetail, provenAt, settledTo } = standing;
  const detail = summaryDetail === null ? null : storable(summaryDetail);
  await client.query(
    `INSERT INTO accounts AS a (account, summary, summary_detail, proven_at, settled_to)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (account) DO UPDATE SET
       summary = excluded.summary, summary_detail = excluded.summary_detail,
       proven_at = greatest(a.proven_at, excluded.proven_at),
       settled_to = greatest(a.settled_to, excluded.settled_to)`,
    [account, summary, detail, provenAt, settledTo],
  );
}

async function readAccount(
  client: Pick<SqlClient, "query">,
  account: string,
): Promise<AccountRow | undefined> {
  const { rows } = await client.query<AccountRow>("SELECT * FROM accounts WHERE account = $1", [
    account,
  ]);
  return rows[0];
}
