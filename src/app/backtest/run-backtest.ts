import { setImmediate } from "node:timers/promises";
import { createEngine } from "../../core/engine/index.ts";
import {
  arrivalsOf,
  createReplay,
  createTally,
  type EvaluateSettings,
  type Grid,
  type ReplayTick,
  type RowSource,
  type Tally,
  ticksIn,
} from "../../flow/index.ts";

/** How long the replay keeps the thread before it lets a Ctrl-C in and a progress bar move, ms. */
const TURN_MS = 50;

/** BacktestRequest is what is played: rows over ticks, by one or two sets of rules. */
export interface BacktestRequest {
  readonly settings: EvaluateSettings;
  readonly rows: RowSource;
  readonly grid: Grid;
  /** Whether rows from before the first tick are history, which tells nothing itself. */
  readonly narrowed: boolean;
}

/** BacktestHooks follow a backtest while it runs. */
export interface BacktestHooks {
  readonly signal: AbortSignal;
  readonly progress: (done: number, ticks: number) => void;
  readonly tick: (tick: ReplayTick) => void;
}

/** BacktestRun is what a backtest came to. */
export interface BacktestRun {
  readonly tally: Tally;
  /** Rows that became known at the ticks played; history is not counted. */
  readonly rows: number;
  /** The last tick played. */
  readonly at: number;
  /** False where it was ended early. */
  readonly complete: boolean;
  readonly ticks: number;
  readonly engineMs: number;
  readonly wallMs: number;
}

/** runBacktest plays rows through the daemon's own rules, life cycle and grouping; it stores and sends nothing. */
export async function runBacktest(
  { settings, rows: source, grid, narrowed }: BacktestRequest,
  { signal, progress, tick }: BacktestHooks,
): Promise<BacktestRun> {
  const began = performance.now();
  const arrivals = arrivalsOf(source, grid, narrowed);
  const stopwatch = () => performance.now();
  const replay = createReplay({ settings, createEngine, stopwatch });
  const tally = createTally(
    settings.rules.map(({ name }) => name),
    dayIn(settings.timezone),
  );
  replay.history(arrivals.history());
  const ticks = ticksIn(grid);
  let at = grid.first;
  let done = 0;
  let rows = 0;
  let turn = performance.now();
  for (; done < ticks && !signal.aborted; done++) {
    at = grid.first + done * grid.stepMs;
    const known = arrivals.at(done);
    rows += known.length;
    const played = replay.step(at, known);
    tally.add(played);
    tick(played);
    if (performance.now() - turn < TURN_MS) continue;
    progress(done + 1, ticks);
    await setImmediate();
    turn = performance.now();
  }
  if (done === ticks) {
    const rest = replay.rest(at + grid.stepMs);
    tally.add(rest);
    tick(rest);
  }
  progress(done, ticks);
  tally.worst(replay.worst);
  const { engineMs } = replay;
  const wallMs = performance.now() - began;
  return { tally, rows, at, complete: done === ticks, ticks: done, engineMs, wallMs };
}

/** dayIn names the day of a moment in a time zone: `2026-03-01`. */
export function dayIn(timezone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat("en-CA", {
    ...{ timeZone: timezone, year: "numeric", month: "2-digit", day: "2-digit" },
  });
  return (at) => format.format(at);
}
