import { type Random, randomOf } from "../../src/simulator/random.ts";
import { BOUNDS } from "../support/neo-server-memory.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** ORDERS are the orders in which an API may list a window's rows; `shuffled` differs from call to call. */
export const ORDERS = ["ascending", "descending", "shuffled"] as const;
export type Order = (typeof ORDERS)[number];

/** SUMMARIES are what an API may say when it is asked for its own sums. */
export const SUMMARIES = ["exact", "exact", "forbidden", "rounded"] as const;

/** Plan is everything that a seed decides before a run begins; durations in ms, shares from 0 to 1. */
export interface Plan {
  readonly seed: number;
  readonly start: number;
  readonly timezone: string;
  readonly accounts: readonly string[];
  /** For how long faults are in the world; after it the API, the queue, the database and the receivers work. */
  readonly faultsMs: number;
  readonly settleMs: number;
  readonly historyMs: number;
  readonly overlapMs: number;
  readonly pollEveryMs: number;
  readonly reconcileEveryMs: number;
  readonly rereadEveryMs: number;
  readonly requestsPerMinute: number;
  readonly alertUnprovenAfterMs: number;
  /** A run that is to go on for all of `settle`, not only until it is healed. */
  readonly toTheEnd: boolean;
  readonly api: {
    /** Bodies go through the client's own reading of them. */
    readonly wire: boolean;
    readonly precision: "ms" | "s";
    readonly pageRows: number;
    readonly order: Order;
    readonly bounds: keyof typeof BOUNDS;
    /** What the account's key is told of the API's own sums. */
    readonly summary: (typeof SUMMARIES)[number];
    /** Share of answers before which order or bounds change. */
    readonly flips: number;
    /** Share of requests that fail, and of answers that are wrong. */
    readonly failures: number;
    readonly lies: number;
    /** How often rows come and go between the pages of a reading. */
    readonly churn: number;
    /** When nothing is answered, from the start. */
    readonly outage: { readonly from: number; readonly to: number } | null;
  };
  readonly queue: { readonly lost: number; readonly doubled: number };
  readonly sql: { readonly failures: number };
  readonly deaths: {
    readonly most: number;
    /** No other process can have the database open: what a dead one was sending is known to be abandoned. */
    readonly alone: boolean;
    /** Share of deaths that are an orderly stop. */
    readonly stops: number;
    readonly longestDownMs: number;
  };
  readonly receivers: { readonly failures: number; readonly lookUp: boolean };
  /** From what share on corrections are told; null for never. */
  readonly amendFromPpm: number | null;
  readonly rows: { readonly history: number; readonly new: number; readonly mishaps: number };
}

/** planOf draws a plan: most worlds are mild in most ways, so that what is wild in one is seen by itself. */
export function planOf(seed: number): Plan {
  const random = randomOf(`plan/${seed}`);
  const wild = (share: number, most: number) => (random.chance(share) ? random.next() * most : 0);
  const settleMs = random.weighted([
    [5, 12 * HOUR],
    [3, 36 * HOUR],
    [2, 60 * HOUR],
  ]);
  const faultsMs = settleMs / 3;
  const pollEveryMs = Math.round(faultsMs / random.pick([6, 8, 10]));
  return {
    seed,
    start: startOf(random),
    timezone: random.pick(["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"]),
    accounts: random.chance(0.15) ? ["acme", "bolt"] : ["acme"],
    faultsMs,
    settleMs,
    historyMs: Math.round(settleMs * random.between(0.8, 1.6)),
    overlapMs: 3 * pollEveryMs,
    pollEveryMs,
    reconcileEveryMs: 2 * pollEveryMs,
    rereadEveryMs: Math.round(faultsMs / 3),
    requestsPerMinute: random.pick([60, 60, 12]),
    alertUnprovenAfterMs: Math.round(faultsMs / 2),
    toTheEnd: random.chance(0.1),
    api: {
      wire: random.chance(0.3),
      precision: random.chance(0.3) ? "s" : "ms",
      pageRows: random.pick([4, 8, 20, 60, 200]),
      order: random.pick(ORDERS),
      bounds: random.pick(Object.keys(BOUNDS) as [keyof typeof BOUNDS]),
      summary: random.pick(SUMMARIES),
      flips: wild(0.3, 0.2),
      failures: wild(0.6, 0.3),
      lies: wild(0.6, 0.3),
      churn: wild(0.4, 0.3),
      outage: random.chance(0.15) ? outageOf(random, faultsMs) : null,
    },
    queue: { lost: wild(0.3, 0.3), doubled: wild(0.3, 0.3) },
    sql: { failures: wild(0.25, 0.02) },
    deaths: {
      most: random.pick([0, 1, 2, 3, 5]),
      alone: random.chance(0.7),
      stops: wild(0.3, 1),
      longestDownMs: random.chance(0.8) ? 2 * MINUTE : 4 * pollEveryMs,
    },
    receivers: { failures: wild(0.6, 0.5), lookUp: random.chance(0.6) },
    rows: {
      history: random.int(30),
      new: 8 + random.int(35),
      mishaps: random.chance(0.85) ? random.next() * 0.6 : 0,
    },
    amendFromPpm: random.pick([10_000, 10_000, 200_000, null]),
  };
}

/** Around the turn of a month and around a change of the clocks, at any time of the day. */
function startOf(random: Random): number {
  const day = random.pick([Date.UTC(2026, 1, 27), Date.UTC(2026, 2, 10), Date.UTC(2026, 2, 28)]);
  return Math.round(day + random.next() * 4 * 24 * HOUR);
}

function outageOf(random: Random, faultsMs: number): { from: number; to: number } {
  const from = random.next() * faultsMs * 0.7;
  return { from, to: from + random.next() * faultsMs * 0.5 };
}
