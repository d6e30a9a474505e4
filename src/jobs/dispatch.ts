import type { Clock, LaneDue } from "../core/ports/index.ts";
import { type JobData, type QueueName, safeId } from "./schedule.ts";
import type { JobQueue } from "./transport/transport.ts";

/** Dispatch puts jobs into the queues. */
export interface Dispatch {
  /** Polls an account once, outside of its schedule. */
  poll(account: string): Promise<void>;
  /** Evaluates as soon as possible. Many calls make one run; one that comes during a run makes another after it. */
  evaluate(): Promise<void>;
  /** Evaluates at a moment. What lies beyond the next scheduled run is left to that. */
  evaluateAt(at: number | null): Promise<void>;
  /** Delivers a lane once it is due. What lies beyond the next sweep is left to that. */
  deliver(due: LaneDue): Promise<void>;
}

/** DispatchParts is what a dispatch is made from. */
export interface DispatchParts {
  readonly queues: Readonly<Record<QueueName, JobQueue>>;
  /**
   * Names this process. Triggers coalesce per process: while a process is dead and its jobs not yet handed back,
   * the triggers of the others must not be held up by them.
   */
  readonly instance: string;
  readonly clock: Clock;
  readonly horizonMs: { evaluate(): number; deliver(): number };
}

/** createDispatch makes the dispatch. A job that gets lost is no harm: the schedule and the sweep find what is due. */
export function createDispatch(parts: DispatchParts): Dispatch {
  const { queues, instance, clock, horizonMs } = parts;

  async function add(queue: QueueName, data: JobData, id: string, dueAt: number): Promise<void> {
    const delay = Math.max(0, Math.ceil(dueAt - clock.now()));
    // At once: coalesced, and run again if it comes while one runs. Later: one job for each moment.
    const deduplication =
      delay === 0 ? { id: `${id}@${instance}`, keepLastIfActive: true } : { id: `${id}-${dueAt}` };
    await queues[queue].add(queue, data, { delay, deduplication });
  }

  return {
    poll: (account) => add("poll", { account }, safeId(account), 0),
    evaluate: () => add("evaluate", {}, "evaluate", 0),
    async evaluateAt(at) {
      if (at === null || at - clock.now() > horizonMs.evaluate()) return;
      await add("evaluate", {}, "evaluate", at);
    },
    async deliver({ lane, dueAt }) {
      if (dueAt - clock.now() > horizonMs.deliver()) return;
      await add("deliver", { lane }, safeId(lane), dueAt);
    },
  };
}
