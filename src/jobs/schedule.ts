/** ScheduledAccount says how often one account is polled and reconciled; durations in ms. */
interface ScheduledAccount {
  readonly name: string;
  readonly pollEveryMs: number;
  readonly reconcileEveryMs: number;
}

/** Schedule is what runs how often; Settings fit it as they are. */
export interface Schedule {
  readonly accounts: readonly ScheduledAccount[];
  readonly evaluateEveryMs: number;
}

/** QUEUES are the queues of the daemon, each with a worker of its own. */
export const QUEUES = ["poll", "reconcile", "evaluate", "deliver", "retain"] as const;
export type QueueName = (typeof QUEUES)[number];

/** JobData is what a job carries: names only, what is due is in the database. */
export interface JobData {
  readonly account?: string;
  readonly lane?: string;
  /** Not by its schedule: where it finds the account being read, it is read once more after that. */
  readonly asked?: boolean;
}

/** Repeated is one job that comes back by itself. */
export interface Repeated {
  readonly everyMs: number;
  readonly data: JobData;
}

/** A period is stated within this of being settled; a run with nothing to do costs a few queries. */
const RETAIN_EVERY_MS = 3_600_000;

/** repeatedJobs lists the jobs that come back by themselves in a queue, by their id there. */
export function repeatedJobs(schedule: Schedule, queue: QueueName): Map<string, Repeated> {
  switch (queue) {
    case "poll":
      return byAccount(schedule, (account) => account.pollEveryMs);
    case "reconcile":
      return byAccount(schedule, (account) => account.reconcileEveryMs);
    case "evaluate":
      return new Map([["evaluate", { everyMs: schedule.evaluateEveryMs, data: {} }]]);
    case "retain":
      return new Map([["retain", { everyMs: RETAIN_EVERY_MS, data: {} }]]);
    case "deliver":
      return new Map();
  }
}

function byAccount(schedule: Schedule, every: (account: ScheduledAccount) => number) {
  return new Map<string, Repeated>(
    schedule.accounts.map((account) => [
      safeId(account.name),
      { everyMs: every(account), data: { account: account.name } },
    ]),
  );
}

/** safeId makes an id of a name: the queue gives colons a meaning of its own. */
export function safeId(name: string): string {
  return encodeURIComponent(name);
}
