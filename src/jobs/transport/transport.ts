import { type BackendFactory, type IQueueBackend, type Job, Queue, Worker } from "bullmq";
import type { JobData, QueueName } from "../schedule.ts";

/** JobQueue is a queue whatever it is kept in. */
export type JobQueue = Queue<
  JobData,
  unknown,
  string,
  JobData,
  unknown,
  string,
  IQueueBackend,
  unknown
>;

/** JobWorker runs the jobs of one queue. */
export type JobWorker = Worker<JobData, unknown, string, IQueueBackend, number, unknown>;

/** RunJob does one job; the token proves to the queue that this process holds it. */
export type RunJob = (job: Job<JobData>, token: string | undefined) => Promise<unknown>;

/** Transport is what the queues are kept in. */
export interface Transport {
  /** Its name for the operator, without a secret. */
  readonly place: string;
  readonly factory: BackendFactory<IQueueBackend, unknown>;
  readonly connection: unknown;
  readonly prefix: string;
  /** Makes the place ready, or throws an OperatorError that says what to do. */
  open(): Promise<void>;
  /** Throws where the place does not answer now. */
  check(): Promise<void>;
  /** Ends at once; jobs that still run are handed back by the queue's own means. */
  close(): Promise<void>;
}

/** A dead process is noticed within these times, and the jobs that it held run elsewhere. */
const LOCK_MS = 15_000;
const STALLED_EVERY_MS = 5_000;

/** makeQueue opens the queue of a name to put jobs into. */
export function makeQueue(transport: Transport, name: QueueName): JobQueue {
  return new Queue(
    name,
    {
      connection: transport.connection,
      prefix: transport.prefix,
      // Nobody reads the queue's own events; they are kept only for a look into a live queue.
      streams: { events: { maxLen: 100 } },
      defaultJobOptions: JOB_KEEPING,
    },
    transport.factory,
  ) as unknown as JobQueue;
}

/** JOB_KEEPING keeps the last failures for a look, and nothing of what went well: the log has it. */
export const JOB_KEEPING = {
  attempts: 1,
  removeOnComplete: true,
  removeOnFail: { count: 50, age: 7 * 86_400 },
} as const;

/** makeWorker makes the worker of a queue; it takes no job before `run`. */
export function makeWorker(
  transport: Transport,
  name: QueueName,
  run: RunJob,
  concurrency: number,
): JobWorker {
  return new Worker(
    name,
    run,
    {
      connection: transport.connection,
      prefix: transport.prefix,
      autorun: false,
      concurrency,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_EVERY_MS,
      // A job may be run any number of times without harm, so a process that dies often does not end one.
      maxStalledCount: 1_000_000,
      runRetryDelay: 1_000,
    },
    transport.factory,
  ) as unknown as JobWorker;
}
