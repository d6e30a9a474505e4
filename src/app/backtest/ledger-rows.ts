import type { Environment } from "../../config/index.ts";
import { createEngine } from "../../core/engine/index.ts";
import type { Log } from "../../core/ports/index.ts";
import { rowsFrom } from "../../core/row-columns.ts";
import type { Rule } from "../../core/rules/index.ts";
import type { LedgerRow } from "../../core/stream.ts";
import { heldRows, type RowSource } from "../../flow/index.ts";
import { createLedger } from "../../ledger/index.ts";
import { withStoredDatabase } from "../stored-database.ts";
import type { PlayedAccount } from "./backtest-settings.ts";

/** LedgerStretch is which of the ledger's rows a backtest needs. */
export interface LedgerStretch {
  readonly accounts: readonly PlayedAccount[];
  /** The first moment that is played. */
  readonly from: number;
  /** All rules that are played: what they look back on fills their windows at the first moment. */
  readonly rules: readonly Rule[];
}

/** readLedgerRows reads a stretch of the ledger's rows, and what lies before it as far back as its rules look. */
export async function readLedgerRows(
  environment: Environment,
  log: Log,
  { accounts, from, rules }: LedgerStretch,
): Promise<RowSource> {
  const names = new Set(accounts.map(({ name }) => name));
  const settleMs = Math.max(0, ...accounts.map((one) => one.settleMs));
  const { horizonMs } = createEngine({ rules, groups: [], settleMs });
  return withStoredDatabase(environment, log, async (database) => {
    const rows: LedgerRow[] = [];
    await createLedger(database).load(from - horizonMs, (some) => {
      for (const row of rowsFrom(some)) if (names.has(row.account)) rows.push(row);
    });
    return heldRows(rows.sort((a, b) => a.rowNo - b.rowNo));
  });
}
