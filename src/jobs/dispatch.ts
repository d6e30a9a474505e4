import type { Clock, LaneDue } from "../core/ports/index.ts";
import type { Alarms } from "./alarms.ts";
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
  readonly alarms: Alarms;
  /** How far ahead an alarm is set: until the next scheduled run or sweep, which sees what is due then. */
  readonly horizonMs: { evaluate(): number; deliver(): number };
  /** Told where a job that was due later could not be put into its queue. */
  readonly failed: (queue: QueueName, error: Error) => void;
}

/** createDispatch makes the dispatch. A job that gets lost is no harm: the schedule and the sweep find what is due. */
export function createDispatch(parts: DispatchParts): Dispatch {
  const { queues, instance, clock, alarms, horizonMs, failed } = parts;

  /** Coalesced while it waits; one that comes while such a job runs is run after it. */
  async function add(queue: QueueName, data: JobData, id: string): Promise<void> {
    const deduplication = { id: `${id}@${instance}`, keepLastIfActive: true };
    await queues[queue].add(queue, data, { deduplication });
  }

  async function addAt(
    due: { readonly queue: QueueName; readonly data: JobData; readonly id: string },
    at: number,
    horizon: number,
  ): Promise<void> {
    const { queue, data, id } = due;
    const wait = at - clock.now();
    if (wait <= 0) await add(queue, data, id);
    else if (wait <= horizon)
      alarms.set(id, at, () => {
        add(queue, data, id).catch((error: Error) => failed(queue, error));
      });
  }

  return {
    poll: (account) => add("poll", { account, asked: true }, safeId(account)),
    evaluate: () => add("evaluate", {}, "evaluate"),
    async evaluateAt(at) {
      if (at === null) return;
      await addAt({ queue: "evaluate", data: {}, id: "evaluate" }, at, horizonMs.evaluate());
    },
    deliver: ({ lane, dueAt }) =>
      addAt({ queue: "deliver", data: { lane }, id: safeId(lane) }, dueAt, horizonMs.deliver()),
  };
}
