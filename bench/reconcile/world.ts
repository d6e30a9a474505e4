import type {
  AccountProofs,
  Ledger,
  PageQuery,
  PageWrite,
  TimeSpan,
  UsageApi,
} from "../../src/core/ports/index.ts";
import type { Stream } from "../../src/core/stream.ts";
import { seeded } from "../engine/seeded.ts";

const DAY_MS = 86_400_000;
/** Every stream costs the same: what is measured is the asking. */
const COST = 1_000_000;

/** World is an account of evenly spread rows, told by an API and held by a ledger that may miss one of them. */
export interface World {
  readonly api: UsageApi;
  readonly ledger: Ledger;
  /** Requests so far. */
  requests(): number;
  /** Takes a row out of the ledger; `found` tells whether it is back. */
  lose(index: number): void;
  found(): boolean;
}

/** worldOf makes so many rows between two moments; rows after `now()` are not there yet. */
export function worldOf(rows: number, span: TimeSpan, now: () => number): World {
  const random = seeded(rows);
  const times = Float64Array.from({ length: rows }, () =>
    Math.floor(span.from + random() * (span.to - span.from)),
  ).sort();
  let requests = 0;
  let lost: number | null = null;
  const first = (at: number) => firstAt(times, Math.min(at, now() + 1));
  const known = ({ from, to }: TimeSpan) => {
    const [start, end] = [first(from), first(to)];
    return end - start - (lost !== null && lost >= start && lost < end ? 1 : 0);
  };
  const api: UsageApi = {
    async page({ from, to, offset, limit }: PageQuery) {
      requests += 1;
      const [start, end] = [first(from), first(to + 1)];
      const page = { from: start + offset, to: Math.min(start + offset + limit, end) };
      const streams = Array.from({ length: Math.max(0, page.to - page.from) }, (_, i) =>
        streamOf(page.from + i, times[page.from + i] ?? 0),
      );
      return { streams, total: end - start, hasMore: page.to < end, unreadable: [] };
    },
    async summary(asked) {
      requests += 1;
      const days = [];
      for (let day = dayOf(asked.from); day < asked.to; day += DAY_MS) {
        days.push({ day, neoCredits: (first(day + DAY_MS) - first(day)) * COST });
      }
      return { days, members: null, byok: null, decimals: 9 };
    },
  };
  const quiet = (near: number, withinMs: number) => {
    const moments = [...times.subarray(first(near - withinMs), first(near + withinMs))];
    const all = [near - withinMs, ...moments, near + withinMs];
    const pauses = all.slice(1).map((to, i) => [to - (all[i] ?? to), (to + (all[i] ?? to)) / 2]);
    return Math.floor(pauses.sort((a, b) => (b[0] ?? 0) - (a[0] ?? 0))[0]?.[1] ?? near);
  };
  const found = (page: PageWrite) => {
    lost = kept(page, lost);
  };
  return {
    api,
    ledger: ledgerOf(span, { now, known, quiet, found }),
    requests: () => requests,
    lose: (index) => {
      lost = index;
    },
    found: () => lost === null,
  };
}

interface Held {
  readonly now: () => number;
  readonly known: (span: TimeSpan) => number;
  readonly quiet: (near: number, withinMs: number) => number;
  readonly found: (page: PageWrite) => void;
}

/** A ledger that holds what the world says; whatever else a ledger does is not asked of it. */
function ledgerOf(span: TimeSpan, { now, known, quiet, found }: Held): Ledger {
  const provenAt = now() - 60_000;
  let proofs: AccountProofs = {
    ...{ summary: "usable", summaryDetail: null, provenAt, settledTo: null },
    days: Array.from({ length: Math.ceil((now() - span.from) / DAY_MS) + 1 }, (_, i) => ({
      day: dayOf(span.from) + i * DAY_MS,
      readAt: provenAt,
      countedAt: provenAt,
      audit: { at: provenAt, outcome: "agrees", since: null, difference: null },
    })),
  };
  let watermark = now();
  const base = { gaps: 0, followedFrom: span.from, readyAt: span.from, readFrom: span.from };
  return {
    checkpoint: async (account) => ({ account, ...base, watermark, rows: known(span) }),
    writePage: async (page) => {
      watermark = Math.max(watermark, page.close?.watermark ?? 0);
      found(page);
      return { added: 0, changed: 0, unchanged: page.streams.length, retracted: 0 };
    },
    recordGaps: async () => {},
    counts: async (_, spans) => spans.map(known),
    quietMoments: async (_, near, withinMs) => near.map((at) => quiet(at, withinMs)),
    sums: async (_, spans) =>
      spans.map((one) => ({
        ...one,
        ...{ rows: known(one), neoCredits: known(one) * COST, members: new Map() },
        byok: { llmCost: 0, neoCost: 0, streams: 0 },
      })),
    proofs: async () => proofs,
    saveProofs: async (write) => {
      proofs = write;
    },
    coverage: async () => [],
    journalHead: async () => 0,
    rowsSince: async () => ({ rows: [], head: 0, more: false }),
    load: async () => ({ head: 0 }),
    rows: async () => [],
    editsSince: async () => {},
    retain: async () => 0,
  };
}

/** The row that is lost, unless the page brings it. */
function kept(page: PageWrite, lost: number | null): number | null {
  return page.streams.some(({ id }) => id === `r${lost}`) ? null : lost;
}

function streamOf(index: number, createdAt: number): Stream {
  return { ...STREAM, id: `r${index}`, createdAt };
}

const STREAM: Stream = {
  ...{ id: "", account: "bench", taskId: "t", taskTitle: null, member: null, model: "m" },
  ...{ status: "completed", byok: false, createdAt: 0, executionMs: 0, neoCredits: COST },
  ...{ llmCost: 0, neoCost: 0, steps: 1, toolCalls: 0, agentTriggers: 0, llmTimeMs: null },
  ...{ toolTimeMs: null, stepLatencyMs: null, errorMessage: null, tools: {}, agents: {} },
};

function dayOf(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS;
}

function firstAt(times: Float64Array, at: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) >= at) high = middle;
    else low = middle + 1;
  }
  return low;
}
