import type { NeoError } from "../../src/core/errors.ts";
import type {
  PageQuery,
  SummaryQuery,
  UsageApi,
  UsagePage,
  UsageSummary,
} from "../../src/core/ports/index.ts";
import type { Stream } from "../../src/core/stream.ts";

/** BOUNDS are the ways in which the API may take `from` and `to`; the vendor does not say which. */
export const BOUNDS = {
  "both in": (at: number, from: number, to: number) => at >= from && at <= to,
  "only from in": (at: number, from: number, to: number) => at >= from && at < to,
  "only to in": (at: number, from: number, to: number) => at > from && at <= to,
  "both out": (at: number, from: number, to: number) => at > from && at < to,
  "whole seconds": (at: number, from: number, to: number) =>
    Math.floor(at / 1000) > Math.floor(from / 1000) &&
    Math.floor(at / 1000) < Math.floor(to / 1000),
} as const;

/** MemoryUsage is a usage API over rows in memory that misbehaves as told. */
export interface MemoryUsage extends UsageApi {
  /** What the API knows, by id, in the order in which it lists it. */
  readonly truth: Map<string, Stream>;
  readonly queries: PageQuery[];
  readonly summaries: SummaryQuery[];
  bounds: (at: number, from: number, to: number) => boolean;
  /** Called before each answer with the number of the call, from 1: rows may come and go here. */
  beforePage: (call: number, query: PageQuery) => void;
  /** Puts the rows of a window in the order in which they are paged. */
  order: (rows: Stream[], call: number) => Stream[];
  /** Changes an answer before it is given. */
  spoil: (page: UsagePage, call: number) => UsagePage;
  /** Changes a summary before it is given; what it throws is the answer. */
  spoilSummary: (summary: UsageSummary) => UsageSummary;
  /** Ids of rows that cannot be read. */
  readonly unreadable: Set<string>;
  /** The next calls fail with these, null for a call that does not. */
  fail(...errors: (NeoError | null)[]): void;
  /** Ends all faults, those that are still to come included; the rows and the bounds stay. */
  heal(): void;
  put(...streams: Stream[]): void;
}

/** memoryUsage starts without rows and without faults. */
export function memoryUsage(): MemoryUsage {
  const truth = new Map<string, Stream>();
  const queries: PageQuery[] = [];
  const summaries: SummaryQuery[] = [];
  const unreadable = new Set<string>();
  const errors: (NeoError | null)[] = [];
  const api: MemoryUsage = {
    truth,
    queries,
    summaries,
    unreadable,
    bounds: BOUNDS["only from in"],
    beforePage: () => {},
    order: (rows) => rows,
    spoil: (page) => page,
    spoilSummary: (summary) => summary,
    fail: (...more) => {
      errors.push(...more);
    },
    heal: () => {
      errors.length = 0;
      unreadable.clear();
      api.beforePage = () => {};
      api.spoil = (page) => page;
      api.spoilSummary = (summary) => summary;
    },
    put: (...streams) => {
      for (const stream of streams) truth.set(stream.id, stream);
    },
    page: async (query, signal) => {
      signal?.throwIfAborted();
      queries.push(query);
      const call = queries.length;
      const error = errors.shift();
      if (error) throw error;
      api.beforePage(call, query);
      const within = [...truth.values()].filter((row) =>
        api.bounds(row.createdAt, query.from, query.to),
      );
      const rows = api.order(within, call).slice(query.offset, query.offset + query.limit);
      return api.spoil(
        {
          streams: rows.filter((row) => !unreadable.has(row.id)),
          total: within.length,
          hasMore: query.offset + rows.length < within.length,
          unreadable: rows.filter((row) => unreadable.has(row.id)).map((row) => `row ${row.id}`),
        },
        call,
      );
    },
    summary: async (query, signal) => {
      signal?.throwIfAborted();
      summaries.push(query);
      const within = [...truth.values()].filter((row) =>
        api.bounds(row.createdAt, query.from, query.to),
      );
      return api.spoilSummary(summaryOf(within));
    },
  };
  return api;
}

function summaryOf(rows: readonly Stream[]): UsageSummary {
  const days = new Map<number, number>();
  const members = new Map<string, number>();
  const byok = { llmCost: 0, neoCost: 0, streams: 0 };
  for (const row of rows) {
    const day = row.createdAt - (row.createdAt % 86_400_000);
    days.set(day, (days.get(day) ?? 0) + row.neoCredits);
    if (row.member) members.set(row.member, (members.get(row.member) ?? 0) + row.neoCredits);
    if (!row.byok) continue;
    byok.llmCost += row.llmCost;
    byok.neoCost += row.neoCost;
    byok.streams += 1;
  }
  const told = [...days].map(([day, neoCredits]) => ({ day, neoCredits }));
  return { days: told, members, byok, decimals: 9 };
}

/** usageStream is a stream of the account acme. */
export function usageStream(id: string, createdAt: number, over: Partial<Stream> = {}): Stream {
  return {
    id,
    account: "acme",
    taskId: `task-${id}`,
    taskTitle: null,
    member: "lead@acme.io",
    model: "neo-1",
    status: "completed",
    byok: false,
    createdAt,
    executionMs: 60_000,
    neoCredits: 1_000_000_000,
    llmCost: 0,
    neoCost: 0,
    steps: 1,
    toolCalls: 0,
    agentTriggers: 0,
    llmTimeMs: null,
    toolTimeMs: null,
    stepLatencyMs: null,
    errorMessage: null,
    tools: {},
    agents: {},
    ...over,
  };
}
