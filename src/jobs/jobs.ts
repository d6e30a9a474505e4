import { randomUUID } from "node:crypto";
import type { Clock, Log, Telemetry } from "../core/ports/index.ts";
import type { Secret } from "../core/secret.ts";
import type { SqlPool } from "../ledger/index.ts";
import { createAlarms } from "./alarms.ts";
import { createCallIns } from "./call-ins.ts";
import { createDispatch } from "./dispatch.ts";
import { createHandlers } from "./handlers.ts";
import { createQueueErrors } from "./queue-errors.ts";
import { settleRepeated } from "./repeat.ts";
import { createRunning } from "./running.ts";
import { QUEUES, type QueueName, repeatedJobs, type Schedule, safeId } from "./schedule.ts";
import { shutDown } from "./shutdown.ts";
import { createSweeper } from "./sweeper.ts";
import { databaseTransport, QUEUE_SCHEMA } from "./transport/database.ts";
import { redisTransport } from "./transport/redis.ts";
import { type JobQueue, type JobWorker, makeQueue, makeWorker } from "./transport/transport.ts";
import type { JobVerbs } from "./verbs.ts";

/** QueueConnection says what the queue is kept in; the pool's names must resolve in the queue's own schema. */
export type QueueConnection =
  | { readonly kind: "redis"; readonly url: Secret }
  | { readonly kind: "database"; readonly pool: SqlPool };

/** JobsParts is what the jobs are made from. */
export interface JobsParts extends Schedule {
  readonly connection: QueueConnection;
  readonly verbs: JobVerbs;
  readonly clock: Clock;
  readonly log: Log;
  readonly telemetry: Telemetry;
  /** Keeps several installations in one Redis or database apart: key prefix or schema (`neo_budgetd_queue`). */
  readonly namespace?: string;
  readonly sweepEveryMs?: number;
}

/** QueueCounts is how many jobs of a queue are in which state. */
type QueueCounts = Readonly<Record<string, number>>;

/** Jobs runs the daemon's work by schedule and by need. */
export interface Jobs {
  /** Prepares the queue and begins to work; an OperatorError where the queue cannot be used. */
  start(): Promise<void>;
  /** Takes no more jobs, lets running ones end for `graceMs`, then hands them back; ends within 5 s more, mostly at once. */
  stop(graceMs: number): Promise<void>;
  /** Follows a changed configuration: new, changed and removed accounts and times; then evaluates. */
  reload(schedule: Schedule): Promise<void>;
  /** Evaluates as soon as possible. */
  evaluateSoon(): Promise<void>;
  /** Polls an account as soon as possible; many calls make few polls. One that is lost is made up for by the schedule. */
  callIn(account: string): void;
  counts(): Promise<Readonly<Record<QueueName, QueueCounts>>>;
  /** Throws where the queue cannot be reached now. */
  check(): Promise<void>;
}

const SWEEP_EVERY_MS = 15_000;
/** Lanes do not wait for each other: more at a time than anyone has. */
const LANES_AT_A_TIME = 256;

/** createJobs makes the daemon's queues and workers. Nothing is connected before `start`. */
export function createJobs(parts: JobsParts): Jobs {
  const { connection, verbs, clock, log, telemetry } = parts;
  const sweepEveryMs = parts.sweepEveryMs ?? SWEEP_EVERY_MS;
  const namespace = parts.namespace ?? QUEUE_SCHEMA;
  const transport =
    connection.kind === "redis"
      ? redisTransport(connection.url, namespace, log)
      : databaseTransport(connection.pool, namespace);
  const alarms = createAlarms(clock);
  const running = createRunning({ clock, log, telemetry });
  const queueError = createQueueErrors({ clock, log, telemetry, place: transport.place });
  let schedule: Schedule = parts;
  let queues = {} as Record<QueueName, JobQueue>;
  let workers = {} as Record<QueueName, JobWorker>;
  let dispatch: ReturnType<typeof createDispatch>;

  const callIn = createCallIns({
    clock,
    alarms,
    poll: (account) => {
      dispatch.poll(account).catch((error: Error) => queueError("poll", error));
    },
  });
  const knows = (account: string) => schedule.accounts.some(({ name }) => name === account);
  const concurrency = (queue: QueueName) => {
    if (queue === "deliver") return LANES_AT_A_TIME;
    return queue === "poll" || queue === "reconcile" ? schedule.accounts.length + 1 : 1;
  };

  function make<T>(one: (queue: QueueName) => T): Record<QueueName, T> {
    return Object.fromEntries(QUEUES.map((queue) => [queue, one(queue)])) as Record<QueueName, T>;
  }

  async function settle(): Promise<Record<QueueName, readonly string[]>> {
    const kept = make<readonly string[]>(() => []);
    for (const queue of QUEUES) {
      const change = await settleRepeated(queues[queue], repeatedJobs(schedule, queue), clock);
      kept[queue] = change.kept;
      if (change.made.length + change.removed.length > 0)
        log.debug("Repeated jobs were brought up to date", { queue, ...change });
    }
    return kept;
  }

  async function deliverDue(): Promise<void> {
    const lanes = await verbs.dueLanes();
    await Promise.all(lanes.map((due) => dispatch.deliver(due)));
  }

  const sweeper = createSweeper({
    sweep: async () => {
      await settle();
      await deliverDue();
    },
    everyMs: sweepEveryMs,
    log,
    telemetry,
  });

  function build(): void {
    queues = make((queue) => makeQueue(transport, queue));
    dispatch = createDispatch({
      queues,
      instance: randomUUID(),
      clock,
      alarms,
      failed: queueError,
      horizonMs: { evaluate: () => schedule.evaluateEveryMs, deliver: () => sweepEveryMs },
    });
    const handlers = createHandlers({ verbs, dispatch, knows });
    workers = make((queue) =>
      makeWorker(transport, queue, running.run(queue, handlers[queue]), concurrency(queue)),
    );
    for (const queue of QUEUES) {
      queues[queue].on("error", (error) => queueError(queue, error));
      workers[queue].on("error", (error) => queueError(queue, error));
    }
  }

  return {
    async start() {
      try {
        await transport.open();
      } catch (error) {
        await transport.close();
        throw error;
      }
      build();
      const kept = await settle();
      // A schedule that was already there may come much later; after a start all is looked at once.
      const polls = schedule.accounts.filter(({ name }) => kept.poll.includes(safeId(name)));
      await Promise.all(polls.map(({ name }) => dispatch.poll(name)));
      if (kept.evaluate.length > 0) await dispatch.evaluate();
      await deliverDue();
      for (const queue of QUEUES)
        workers[queue].run().catch((error: Error) => queueError(queue, error));
      sweeper.start();
      log.info("Jobs run", { queue: connection.kind, place: transport.place });
    },
    async stop(graceMs) {
      const all = { workers: Object.values(workers), queues: Object.values(queues) };
      await shutDown({ ...all, running, sweeper, alarms, transport, log }, graceMs);
    },
    async reload(next) {
      schedule = { accounts: next.accounts, evaluateEveryMs: next.evaluateEveryMs };
      workers.poll.concurrency = concurrency("poll");
      workers.reconcile.concurrency = concurrency("reconcile");
      await settle();
      await dispatch.evaluate();
    },
    evaluateSoon: () => dispatch.evaluate(),
    callIn: (account) => {
      if (knows(account)) callIn(account);
    },
    async counts() {
      const counted = make<QueueCounts>(() => ({}));
      for (const queue of QUEUES)
        counted[queue] = await queues[queue].getJobCounts("waiting", "active", "delayed", "failed");
      return counted;
    },
    check: () => transport.check(),
  };
}
