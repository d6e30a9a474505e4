import type { Clock, Log, Telemetry } from "../core/ports/index.ts";

const SAY_AGAIN_MS = 30_000;

/**
 * createQueueErrors makes the listener for errors of the queues' connections. While Redis or the database is away
 * every queue complains many times a second: each complaint is counted, and said once in half a minute.
 */
export function createQueueErrors(parts: {
  clock: Clock;
  log: Log;
  telemetry: Telemetry;
  place: string;
}): (queue: string, error: Error) => void {
  const { clock, log, telemetry, place } = parts;
  const saidAt = new Map<string, number>();
  return (queue, error) => {
    telemetry.count("queue_errors_total", { queue });
    const reason = (error as { code?: string }).code ?? error.message;
    const now = clock.now();
    if (now - (saidAt.get(reason) ?? Number.NEGATIVE_INFINITY) < SAY_AGAIN_MS) return;
    saidAt.set(reason, now);
    log.warn("The queue cannot be reached or complains; work goes on when it is back", {
      place,
      queue,
      error,
    });
  };
}
