import { collectBench, DAY, HOUR, MINUTE } from "./neo-server-collect.ts";
import { usageStream } from "./neo-server-memory.ts";

/** ReconcileBench is a bench whose history is read. */
export type ReconcileBench = ReturnType<typeof collectBench>;

/** reconcileBench reads a history with so many rows over its last days, and forgets what that asked. */
export async function reconcileBench(
  rows = 300,
  over: Parameters<typeof collectBench>[0] = {},
): Promise<ReconcileBench> {
  const bench = collectBench({
    historyMs: 10 * DAY,
    settleMs: 7 * DAY,
    overlapMs: 3 * HOUR,
    ...over,
  });
  for (let i = 0; i < rows; i += 1) {
    bench.api.put(usageStream(`r${i}`, bench.start0 - 3 * HOUR - (i * 6.5 * DAY) / rows));
  }
  await bench.poll();
  await bench.reconcile();
  bench.api.queries.length = 0;
  bench.api.summaries.length = 0;
  return bench;
}

/** liveOn lets time go by as the daemon does: a poll and a reconcile every five minutes; returns how the reconciles ended. */
export async function liveOn(bench: ReconcileBench, ms: number) {
  const results = [];
  for (let gone = 0; gone < ms; gone += 5 * MINUTE) {
    bench.clock.advance(5 * MINUTE);
    await bench.poll();
    results.push(await bench.reconcile());
  }
  return results;
}
