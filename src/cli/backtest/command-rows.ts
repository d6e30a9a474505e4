import { openLog, readFileRows, readLedgerRows } from "../../app/index.ts";
import { OperatorError } from "../../core/errors.ts";
import type { LedgerRow } from "../../core/stream.ts";
import type { BacktestCommand } from "./backtest-command.ts";
import { createPhaseBar } from "./phase-bar.ts";

/** commandRows reads the rows that a command line asks for, and says on standard error what could not be read. */
export async function commandRows(
  { environment, input, account }: BacktestCommand,
  from: number | undefined,
  accounts: readonly string[],
  signal: AbortSignal,
): Promise<readonly LedgerRow[]> {
  if (input === undefined) {
    if (from === undefined) {
      throw new OperatorError(
        '"backtest" needs rows: --input FILE for a file of API rows, or --from 90d for the ledger.',
      );
    }
    // All of them: what was before the first tick fills the windows.
    const rows = await readLedgerRows(environment, openLog(environment), 0);
    return rows.filter((row) => accounts.includes(row.account));
  }
  if (account !== undefined && !accounts.includes(account)) {
    throw new OperatorError(
      `there is no account "${account}" in the configuration. The accounts are: ${accounts.join(", ")}.`,
    );
  }
  const bar = createPhaseBar("reading", "bytes");
  const read = await readFileRows(input, account ?? accounts[0] ?? "account", {
    signal,
    progress: ({ bytes, total }) => bar.update(bytes, total),
  });
  bar.stop();
  for (const each of read.examples) process.stderr.write(`unreadable, left out: ${each}\n`);
  if (read.unreadable > read.examples.length) {
    process.stderr.write(`${read.unreadable} rows in all are unreadable and left out\n`);
  }
  return read.rows;
}

/** endsOf is when the first and the last row ended. */
export function endsOf(rows: readonly LedgerRow[]): {
  readonly first: number;
  readonly last: number;
} {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { finishedAt } of rows) {
    first = Math.min(first, finishedAt);
    last = Math.max(last, finishedAt);
  }
  return { first, last };
}
