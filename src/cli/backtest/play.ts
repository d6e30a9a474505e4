import {
  backtestSettings,
  dayIn,
  gridOf,
  openLog,
  readFileRows,
  readLedgerRows,
  runBacktest,
} from "../../app/index.ts";
import type { Environment } from "../../config/index.ts";
import { OperatorError } from "../../core/errors.ts";
import type { LedgerRow } from "../../core/stream.ts";
import { loadRules } from "./load-rules.ts";
import { momentOf } from "./moments.ts";
import { createPhaseBar } from "./phase-bar.ts";
import { summaryText } from "./summary-text.ts";
import { transitionLine } from "./transition-line.ts";

const DAY = 86_400_000;
/** The shell's own code for a program that was ended by Ctrl-C. */
const INTERRUPTED = 130;

/** BacktestCommand is what the command line asks for. */
export interface BacktestCommand {
  readonly environment: Environment;
  readonly input: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly everyMs: number;
  readonly account: string | undefined;
  readonly json: boolean;
}

/**
 * playBacktest reads the rows, plays them and prints what came of it. The first Ctrl-C ends the replay where it is and
 * prints what was found so far (exit code 130); a second one ends the program at once.
 */
export async function playBacktest(command: BacktestCommand): Promise<number> {
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once("SIGINT", interrupt);
  try {
    await play(command, stop.signal);
  } finally {
    process.off("SIGINT", interrupt);
  }
  return stop.signal.aborted ? INTERRUPTED : 0;
}

async function play(command: BacktestCommand, signal: AbortSignal): Promise<void> {
  const { everyMs, json } = command;
  const bare = loadRules(command.environment.configPath);
  const now = Date.now();
  const from = command.from === undefined ? undefined : momentOf("from", command.from, now);
  const to = command.to === undefined ? undefined : momentOf("to", command.to, now);
  const accounts = bare.settings.accounts.map(({ name }) => name);
  const settings = backtestSettings(bare, accounts);
  const rows = await readRows(command, accounts, from, signal);
  if (rows.length === 0) throw new OperatorError("there is not one row to play.");
  const grid = gridOf(endsOf(rows), everyMs, { from, to });
  const bar = createPhaseBar("playing", "ticks");
  let lines = "";
  const run = await runBacktest(
    { settings, rows, grid, narrowed: from !== undefined },
    {
      signal,
      progress: (done, ticks) => {
        bar.update(done, ticks);
        if (lines !== "") process.stdout.write(lines);
        lines = "";
      },
      tick: ({ happened }) => {
        if (!json) return;
        // A single stream's alert ends by being told: that is the daemon's book-keeping and no event.
        for (const each of happened) {
          if (each.transition.reason !== "told") lines += transitionLine(each);
        }
      },
    },
  );
  bar.stop();
  const dayOf = dayIn(settings.timezone);
  const days: string[] = [];
  for (let at = grid.first; at <= run.at; at += DAY) days.push(dayOf(at));
  if (!days.includes(dayOf(run.at))) days.push(dayOf(run.at));
  const summary = summaryText({
    rows: rows.length,
    from: grid.first,
    run,
    days: [...new Set(days)],
  });
  (json ? process.stderr : process.stdout).write(summary);
  process.stderr.write(
    `${(run.wallMs / 1_000).toFixed(1)} s to play, ${(run.engineMs / 1_000).toFixed(1)} s of it in the engine\n`,
  );
}

async function readRows(
  { environment, input, account, from: fromText }: BacktestCommand,
  accounts: readonly string[],
  from: number | undefined,
  signal: AbortSignal,
): Promise<readonly LedgerRow[]> {
  if (input === undefined) {
    if (from === undefined || fromText === undefined) {
      throw new OperatorError(
        '"backtest" needs rows: --input FILE for a file of API rows, or --from 90d for the ledger.',
      );
    }
    return await readLedgerRows(environment, openLog(environment), 0);
  }
  const bar = createPhaseBar("reading", "bytes");
  const name = account ?? accounts[0] ?? "account";
  const read = await readFileRows(input, name, {
    signal,
    progress: ({ bytes, total }) => bar.update(bytes, total),
  });
  bar.stop();
  for (const each of read.examples) process.stderr.write(`unreadable, left out: ${each}\n`);
  if (read.unreadable > read.examples.length) {
    process.stderr.write(`${read.unreadable} rows in all were unreadable\n`);
  }
  return read.rows;
}

function endsOf(rows: readonly LedgerRow[]): { first: number; last: number } {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { finishedAt } of rows) {
    first = Math.min(first, finishedAt);
    last = Math.max(last, finishedAt);
  }
  return { first, last };
}
