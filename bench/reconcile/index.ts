import { createCollector } from "../../src/flow/index.ts";
import type { Line } from "../report.ts";
import { counts } from "./counts.ts";
import { worldOf } from "./world.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.UTC(2026, 10, 20, 14);
const SETTLE_MS = 7 * DAY_MS;
const OVERLAP_MS = 3 * HOUR_MS;
/** Lost rows are tried at so many places, and the most expensive one counts. */
const PLACES = 20;
const none = () => {};
const LOG = { debug: none, info: none, warn: none, error: none };
const TELEMETRY = { count: none, gauge: none, duration: none };
const CONDITIONS = { raise: async () => {}, clear: async () => {}, active: async () => [] };

/** reconcile measures what proving the ledger asks of the API: to find one missing row, and hour by hour while all is well. */
export async function reconcile(): Promise<Line[]> {
  const lines: Line[] = [];
  for (const rows of [1_000, 10_000, 100_000, 1_000_000]) lines.push(await search(rows));
  lines.push(await hourly("quiet team, 100 streams a day", 100, "< 150"));
  lines.push(await hourly("busy team, 5,000 streams a day", 5_000));
  return [...lines, ...(await counts())];
}

/** A search begins with the count that differs, and ends with the page that brings the row. */
async function search(rows: number): Promise<Line> {
  let most = 0;
  for (let place = 0; place < PLACES; place += 1) {
    const span = { from: NOW - SETTLE_MS, to: NOW - OVERLAP_MS };
    const world = worldOf(rows, span, () => NOW);
    const calm = await requestsOf(world);
    world.lose(Math.floor(((place + 0.5) * rows) / PLACES));
    const sought = await requestsOf(world);
    if (!world.found()) throw new Error(`the lost row among ${rows} was not found`);
    most = Math.max(most, sought - calm + 1);
  }
  const grows = Math.ceil(Math.log2(Math.max(1, rows / 200)));
  return {
    what: `Requests to find one missing row among ${rows.toLocaleString("en")}`,
    value: most,
    unit: "",
    target: `≤ ${grows + 4}`,
    note: "the worst of 20 places, the count that differs and the page that is read included",
  };
}

async function requestsOf(world: ReturnType<typeof worldOf>): Promise<number> {
  const before = world.requests();
  const { signal } = new AbortController();
  await collectorOf(world, () => NOW).reconcile(signal);
  return world.requests() - before;
}

/** Two days go by minute by minute; the second one counts. */
async function hourly(what: string, perDay: number, target?: string): Promise<Line> {
  let now = NOW;
  const clock = () => now;
  const span = { from: NOW - SETTLE_MS, to: NOW + 2 * DAY_MS };
  const world = worldOf(perDay * 9, span, clock);
  const collector = collectorOf(world, clock);
  const { signal } = new AbortController();
  const runs: number[] = [];
  for (let minute = 0; minute < 2 * 24 * 60; minute += 1) {
    if (minute % 60 === 0) runs.push(world.requests());
    now += 60_000;
    await collector.poll(signal);
    await collector.reconcile(signal);
  }
  const hours = runs.slice(25).map((requests, i) => requests - (runs[i + 24] ?? 0));
  const mean = hours.reduce((sum, hour) => sum + hour, 0) / hours.length;
  return {
    what: `Requests an hour, ${what}`,
    value: mean,
    unit: "",
    ...(target === undefined ? {} : { target }),
    note: `a poll a minute included; at most ${Math.max(...hours)} in one hour`,
  };
}

function collectorOf(world: ReturnType<typeof worldOf>, now: () => number) {
  return createCollector({
    account: {
      name: "bench",
      ...{ historyMs: 35 * DAY_MS, overlapMs: OVERLAP_MS, settleMs: SETTLE_MS },
      ...{ rereadEveryMs: 6 * HOUR_MS, alertUnprovenAfterMs: 6 * HOUR_MS },
      requestsPerMinute: 1_000,
    },
    ...{ api: world.api, ledger: world.ledger, clock: { now } },
    ...{ conditions: CONDITIONS, log: LOG, telemetry: TELEMETRY },
  });
}
