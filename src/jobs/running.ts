import { UnrecoverableError, WaitingError } from "bullmq";
import { NeoError, OperatorError } from "../core/errors.ts";
import type { Clock, Log, Telemetry } from "../core/ports/index.ts";
import type { Handler } from "./handlers.ts";
import type { QueueName } from "./schedule.ts";
import type { RunJob } from "./transport/transport.ts";

/** Running knows the jobs that run in this process. */
export interface Running {
  /** Wraps a queue's handler into what its worker calls. */
  run(queue: QueueName, handler: Handler): RunJob;
  /** From now on a job that a worker still takes is handed back at once. */
  refuse(): void;
  /** Aborts every job that runs; each is handed back to the queue. Returns what they were. */
  abortAll(): readonly string[];
  /** What runs now. */
  names(): readonly string[];
  /** Resolves once nothing runs. */
  idle(): Promise<void>;
}

/** createRunning makes the register of running jobs. A job that fails is logged and counted, and nothing more. */
export function createRunning(parts: { clock: Clock; log: Log; telemetry: Telemetry }): Running {
  const { clock, log, telemetry } = parts;
  const jobs = new Map<AbortController, string>();
  let waiting: (() => void)[] = [];
  let refusing = false;

  function ended(controller: AbortController): void {
    jobs.delete(controller);
    if (jobs.size > 0) return;
    for (const wake of waiting) wake();
    waiting = [];
  }

  /** What a job's end says to the queue: a hand-back, a failure for good, or one that may be tried again. */
  async function failed(
    error: unknown,
    aborted: boolean,
    fields: Readonly<Record<string, unknown>> & { readonly queue: QueueName },
    handBack: () => Promise<unknown>,
  ): Promise<unknown> {
    if (aborted) {
      log.info("A job was handed back", fields);
      await handBack();
      return new WaitingError();
    }
    telemetry.count("job_failures_total", { queue: fields.queue });
    log.error("A job failed; its schedule runs it again", { ...fields, error });
    return isPermanent(error) ? new UnrecoverableError(String(error)) : error;
  }

  return {
    run: (queue, handler) => async (job, token) => {
      if (refusing) {
        await job.moveToWait(token);
        throw new WaitingError();
      }
      const controller = new AbortController();
      const about = job.data.account ?? job.data.lane;
      const fields = { queue, ...(about === undefined ? {} : { about }) };
      jobs.set(controller, Object.values(fields).join(" "));
      const startedAt = clock.now();
      try {
        await handler(job.data, controller.signal);
        telemetry.count("jobs_completed_total", { queue });
      } catch (error) {
        const { aborted } = controller.signal;
        throw await failed(error, aborted, fields, () => job.moveToWait(token));
      } finally {
        telemetry.duration("job_duration_seconds", (clock.now() - startedAt) / 1000, { queue });
        ended(controller);
      }
    },
    refuse() {
      refusing = true;
    },
    abortAll() {
      const names = [...jobs.values()];
      for (const controller of jobs.keys()) controller.abort();
      return names;
    },
    names: () => [...jobs.values()],
    idle: () =>
      jobs.size === 0 ? Promise.resolve() : new Promise<void>((wake) => waiting.push(wake)),
  };
}

/** Trying again at once cannot help where a person has to act first. */
function isPermanent(error: unknown): boolean {
  if (error instanceof OperatorError) return true;
  return error instanceof NeoError && ["unauthorized", "forbidden"].includes(error.failure);
}
