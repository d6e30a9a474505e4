import type { Log } from "../core/ports/index.ts";
import type { Alarms } from "./alarms.ts";
import type { Running } from "./running.ts";
import type { Sweeper } from "./sweeper.ts";
import type { JobQueue, JobWorker, Transport } from "./transport/transport.ts";

/** How long an aborted job may take to end, and connections to close. */
const ABORT_MS = 2_000;
const CLOSE_MS = 1_000;

/**
 * shutDown ends the workers and queues within `graceMs` + 5 s.
 *
 * | time                | what happens                                                          |
 * |---------------------|-----------------------------------------------------------------------|
 * | at once             | no worker takes another job                                           |
 * | until `graceMs`     | running jobs may end                                                  |
 * | then, for up to 2 s | running jobs are aborted and handed back to the queue                 |
 * | then                | what still runs is given up: its lock runs out, and it runs elsewhere |
 */
export async function shutDown(
  parts: {
    readonly workers: readonly JobWorker[];
    readonly queues: readonly JobQueue[];
    readonly running: Running;
    readonly sweeper: Sweeper;
    readonly alarms: Alarms;
    readonly transport: Transport;
    readonly log: Log;
  },
  graceMs: number,
): Promise<void> {
  const { workers, queues, running, sweeper, alarms, transport, log } = parts;
  // A worker that was just looking for a job may still take it after it was closed.
  running.refuse();
  const closed = Promise.all(workers.map((worker) => worker.close()));
  alarms.clear();
  const swept = sweeper.stop();
  if (!(await within(running.idle(), graceMs))) {
    const jobs = running.abortAll();
    log.warn("Jobs did not end in time and were aborted", { jobs });
    await within(running.idle(), ABORT_MS);
  }
  // What ended just now may have set another one.
  alarms.clear();
  if (!(await within(closed, CLOSE_MS))) {
    log.warn("Workers did not end and are given up", { jobs: running.names() });
    for (const worker of workers)
      worker
        .getBackend()
        .close(true)
        .catch(() => {});
  }
  await within(swept, CLOSE_MS);
  await within(Promise.all(queues.map((queue) => queue.close())), CLOSE_MS);
  await transport.close();
}

/** within says whether the work ended in time; work that fails has ended. */
async function within(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([
      work.then(
        () => true,
        () => true,
      ),
      late,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
