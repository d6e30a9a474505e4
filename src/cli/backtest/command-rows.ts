import {
  type LedgerStretch,
  openLog,
  type RowSource,
  readFileRows,
  readLedgerRows,
} from "../../app/index.ts";
import { OperatorError } from "../../core/errors.ts";
import type { BacktestCommand } from "./backtest-command.ts";
import { createPhaseBar } from "./phase-bar.ts";

/** CommandRows are the rows to be played, and those that turned out to be unreadable by the time they were. */
export interface CommandRows {
  readonly rows: RowSource;
  unreadable(): { readonly count: number; readonly examples: readonly string[] };
}

const NONE = { count: 0, examples: [] } as const;

/** commandRows reads the rows that a command line asks for. */
export async function commandRows(
  { environment, input, account }: BacktestCommand,
  { accounts, from, rules }: Omit<LedgerStretch, "from"> & { readonly from: number | undefined },
  signal: AbortSignal,
): Promise<CommandRows> {
  if (input === undefined) {
    if (from === undefined) {
      throw new OperatorError(
        '"backtest" needs rows: --input FILE for a file of API rows, or --from 90d for the ledger.',
      );
    }
    const stretch = { accounts, from, rules };
    const rows = await readLedgerRows(environment, openLog(environment), stretch);
    return { rows, unreadable: () => NONE };
  }
  const names = accounts.map(({ name }) => name);
  if (account !== undefined && !names.includes(account)) {
    throw new OperatorError(
      `there is no account "${account}" in the configuration. The accounts are: ${names.join(", ")}.`,
    );
  }
  const bar = createPhaseBar("reading", "bytes");
  const read = await readFileRows(input, account ?? names[0] ?? "account", {
    signal,
    progress: ({ bytes, total }) => bar.update(bytes, total),
  });
  bar.stop();
  return { rows: read, unreadable: () => read.unreadable() };
}
