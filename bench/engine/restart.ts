import { createEngine } from "../../src/core/engine/index.ts";
import { Secret } from "../../src/core/secret.ts";
import { createEvaluator, type EvaluateSettings, type Evaluator } from "../../src/flow/index.ts";
import {
  createAlertStore,
  createConditions,
  createLedger,
  type Database,
  openDatabase,
} from "../../src/ledger/index.ts";
import type { Line } from "../report.ts";
import { type Cost, costOfAsync, rankedAt } from "./cost.ts";
import { benchRow, END, TEAM } from "./rows.ts";
import { BENCH_GROUPS, BENCH_RULES } from "./rules.ts";
import { seeded } from "./seeded.ts";
import { storeRows } from "./stored-ledger.ts";
import { wall } from "./ticks.ts";

/** Rows to be stored: RESTART_ROWS to try with fewer. */
const ROWS = Number(process.env["RESTART_ROWS"] ?? 1_000_000);
const TICKS = 100;
const ROWS_A_TICK = 100;
const PACE_MS = ((END - TEAM.from) / ROWS) * ROWS_A_TICK;
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
const UNCOUNTED = { count() {}, gauge() {}, duration() {} };

/**
 * restart measures, with 1,000,000 rows in the database, what a start does until its first evaluation is stored, and then what a
 * tick takes from 100 rows being committed to the changed state being saved: the daemon's own verbs over its own tables. On
 * PostgreSQL too where TEST_DATABASE_URL names a server, in a database that has no ledger yet.
 */
export async function restart(): Promise<Line[]> {
  const server = process.env["TEST_DATABASE_URL"];
  return [
    ...(await measured("embedded", null)),
    ...(server === undefined ? [] : await measured("PostgreSQL", new Secret(server))),
  ];
}

async function measured(name: string, databaseUrl: Secret | null): Promise<Line[]> {
  const database = await openDatabase({ databaseUrl, dataFolder: null });
  try {
    await storeRows(database, ROWS);
    // What was over before the start is stored by then, as it is where a daemon is started again.
    await newEvaluator(database, () => END).run();
    let now = END + 1;
    const evaluator = newEvaluator(database, () => now);
    const start = await costOfAsync(async () => {
      await evaluator.run();
    });
    const ticks = await savedTicks(database, evaluator, (at) => {
      now = at;
    });
    return [
      {
        ...{ what: `Restart, ${name}, first evaluation stored`, unit: "s CPU", target: "< 5 s" },
        ...{ value: start.cpuMs / 1_000, note: `${ROWS} rows; ${wall(start)}` },
      },
      ...[0.5, 0.95].map((share) => ({
        ...{ what: `Tick and state saved, ${name}, p${share * 100}`, unit: "ms" },
        ...{ value: rankedAt(ticks, share, "wallMs") },
        note: `${ROWS_A_TICK} rows a tick; ${rankedAt(ticks, share, "cpuMs").toFixed(1)} ms CPU of this process`,
        ...(share === 0.5 ? { target: "< 15 ms" } : {}),
      })),
    ];
  } finally {
    await database.end();
  }
}

/** Rows come at the pace at which the team makes them; writing them is the collecting's work and not counted. */
async function savedTicks(
  database: Database,
  evaluator: Evaluator,
  setClock: (at: number) => void,
): Promise<Cost[]> {
  const ledger = createLedger(database);
  const random = seeded(11);
  const costs: Cost[] = [];
  let rowNo = ROWS;
  let at = END;
  for (let tick = 0; tick < TICKS; tick++) {
    const from = at;
    at = Math.ceil(at + PACE_MS);
    setClock(at);
    const streams = Array.from({ length: ROWS_A_TICK }, () =>
      benchRow(++rowNo, Math.floor(from + random() * (at - from)), random),
    );
    await ledger.writePage({ account: "acme", streams, seenAt: at });
    costs.push(
      await costOfAsync(async () => {
        await evaluator.run();
      }),
    );
  }
  return costs;
}

function newEvaluator(database: Database, now: () => number): Evaluator {
  return createEvaluator({
    ledger: createLedger(database),
    store: createAlertStore(database),
    conditions: createConditions(database),
    clock: { now },
    log: SILENT,
    telemetry: UNCOUNTED,
    createEngine,
    settings: SETTINGS,
  });
}

const SETTINGS: EvaluateSettings = {
  ...{ accounts: ["acme"], rules: BENCH_RULES, groups: BENCH_GROUPS },
  ...{ timezone: "UTC", usdPerCredit: 1, amendFromPpm: null, settleMs: new Map() },
  ...{ inhibitRules: [], silences: [] },
  receivers: new Map([["everyone", [{ id: "everyone/console/0", sendResolved: true }]]]),
  route: {
    ...{ path: "", receiver: "everyone", groupBy: ["rule"], matchers: [], continue: false },
    ...{ groupWaitMs: 30_000, groupIntervalMs: 300_000, repeatIntervalMs: 14_400_000, routes: [] },
  },
};
