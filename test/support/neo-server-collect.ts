import type {
  CollectAccount,
  CollectProgress,
  ReadWindow,
  WindowRead,
} from "../../src/flow/index.ts";
import { createCollector } from "../../src/flow/index.ts";
import { manualClock } from "./clock.ts";
import { memoryConditions } from "./conditions.ts";
import { type MemoryLedger, memoryLedger } from "./ledger.ts";
import { memoryLog } from "./log.ts";
import { type MemoryUsage, memoryUsage } from "./neo-server-memory.ts";
import { memoryTelemetry } from "./telemetry.ts";

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** collectBench is a collector between a usage API and a ledger in memory. */
export function collectBench(
  over: Partial<CollectAccount> = {},
  kept: { readonly api?: MemoryUsage; readonly ledger?: MemoryLedger } = {},
) {
  const account: CollectAccount = {
    name: "acme",
    historyMs: 5 * DAY,
    overlapMs: HOUR,
    settleMs: 3 * DAY,
    rereadEveryMs: 6 * HOUR,
    requestsPerMinute: 1_000,
    alertUnprovenAfterMs: 6 * HOUR,
    ...over,
  };
  const clock = manualClock();
  const api = kept.api ?? memoryUsage();
  const ledger = kept.ledger ?? memoryLedger();
  const conditions = memoryConditions();
  const log = memoryLog();
  const telemetry = memoryTelemetry();
  const progress: CollectProgress[] = [];
  const parts = { account, api, ledger, conditions, clock, log, telemetry };
  const start = () => createCollector({ ...parts, onProgress: (told) => progress.push(told) });
  let collector = start();
  const stop = new AbortController();
  return {
    ...parts,
    progress,
    stop,
    start0: clock.now(),
    poll: () => collector.poll(stop.signal),
    read: (windows: readonly ReadWindow[], tell: (read: WindowRead) => void = () => {}) =>
      collector.read(windows, tell, stop.signal),
    reconcile: () => collector.reconcile(stop.signal),
    requestsLastHour: () => collector.requestsLastHour,
    /** As after a restart or a reload: what the collector remembered is gone. */
    restart: () => {
      collector = start();
    },
    watermark: async () => (await ledger.checkpoint("acme")).watermark,
    readFrom: async () => (await ledger.checkpoint("acme")).readFrom,
    ids: () => [...ledger.held("acme").keys()].sort(),
  };
}
