import { ignoredDetails } from "../../src/core/engine/index.ts";
import { createLedger, openDatabase } from "../../src/ledger/index.ts";
import type { Line } from "../report.ts";
import { type Cost, costOf, costOfAsync } from "./cost.ts";
import { END } from "./rows.ts";
import { BENCH_RULES } from "./rules.ts";
import { storeRows } from "./stored-ledger.ts";
import { filled, newEngine, wall } from "./ticks.ts";

const ROWS = 1_000_000;

/**
 * restart measures what a start does before its first evaluation, with 1,000,000 rows in an embedded database: the engine built from
 * the ledger as the daemon's host builds it, and its first tick. Beside it, the same rows put from memory.
 */
export async function restart(): Promise<Line[]> {
  const database = await openDatabase({ databaseUrl: null, dataFolder: null });
  try {
    await storeRows(database, ROWS);
    const ledger = createLedger(database);
    const { put } = filled(ROWS);
    const engine = newEngine();
    const since = END - engine.horizonMs;
    const ignored = ignoredDetails(BENCH_RULES);
    const whole = await costOfAsync(async () => {
      await ledger.load(since, () => {});
    });
    const load = await costOfAsync(async () => {
      await ledger.load(since, (rows) => engine.put(rows, false), ignored);
    });
    const tick = costOf(() => engine.tick(END, []));
    const all = { wallMs: load.wallMs + tick.wallMs, cpuMs: load.cpuMs + tick.cpuMs };
    return [
      line("Ledger's rows read with every detail", whole),
      line("The same rows put from memory", put),
      line("Engine built from the ledger", load),
      { ...line("Restart with 1M rows, first tick included", all), target: "< 5 s" },
    ];
  } finally {
    await database.end();
  }
}

function line(what: string, cost: Cost): Line {
  return { what, value: cost.cpuMs / 1_000, unit: "s CPU", note: wall(cost) };
}
