import { noticeConditions } from "../../src/app/noticed-conditions.ts";
import { createVerbs } from "../../src/app/verbs.ts";
import { createEngine } from "../../src/core/engine/index.ts";
import type {
  AlertStore,
  Conditions,
  Ledger,
  Notifier,
  Outbox,
  UsageApi,
} from "../../src/core/ports/index.ts";
import {
  createCollector,
  createDeliverer,
  createEvaluator,
  type EvaluateSettings,
} from "../../src/flow/index.ts";
import { createHandlers } from "../../src/jobs/handlers.ts";
import type { JobData, QueueName } from "../../src/jobs/schedule.ts";
import {
  createAlertStore,
  createConditions,
  createLedger,
  createOutbox,
  type SqlPool,
} from "../../src/ledger/index.ts";
import { type Random, randomOf } from "../../src/simulator/random.ts";
import { DatabaseFailure } from "./injected.ts";
import type { Life } from "./life.ts";
import type { Plan } from "./plan.ts";
import type { Planted } from "./planted.ts";
import { SimulatedQueue } from "./queue.ts";
import { silentTelemetry } from "./silent.ts";
import type { Story } from "./story.ts";

/** Ports is everything through which the daemon reaches the world. */
export interface Ports {
  readonly ledger: Ledger;
  readonly conditions: Conditions;
  readonly alerts: AlertStore;
  readonly outbox: Outbox;
  readonly apis: ReadonlyMap<string, UsageApi>;
  readonly notifiers: ReadonlyMap<string, Notifier>;
}

/** DaemonParts is what one life's daemon is built from. */
export interface DaemonParts {
  readonly life: Life;
  readonly plan: Plan;
  readonly pool: SqlPool;
  readonly apis: ReadonlyMap<string, UsageApi>;
  readonly notifiers: ReadonlyMap<string, Notifier>;
  readonly settings: EvaluateSettings;
  readonly story: Story;
  readonly now: () => number;
  readonly troubled: () => boolean;
  /** A fault that is put into the daemon on purpose. */
  readonly planted: Planted;
  /** Told where it is stored what became of a message's last try, without any doubt. */
  readonly onOutcome: (lane: string, key: string) => void;
  /** Told of every evaluation that ended, with its tick. */
  readonly onEvaluated: (tick: number) => void;
  /** Told after every job that read an account. */
  readonly onRead: () => Promise<void>;
  /** Told of a job that failed although nothing was made to fail. */
  readonly onUnexpected: (error: unknown) => void;
}

/** startDaemon builds the daemon's parts over what is stored, as the composition root does, and lets it work. */
export async function startDaemon(parts: DaemonParts): Promise<void> {
  const { life, story, now } = parts;
  const { planted } = parts;
  const plan = planted.plan?.(parts.plan) ?? parts.plan;
  const ports = planted.ports?.(portsOf(parts)) ?? portsOf(parts);
  const random = randomOf(`${plan.seed}/${life.name}`);
  const clock = { now };
  const log = logOf(story);
  const conditions = noticeConditions(ports.conditions);
  const common = { conditions, clock, log, telemetry: silentTelemetry };
  const { ledger, outbox, alerts: store } = ports;

  const collectors = new Map(
    [...ports.apis].map(([name, api]) => {
      return [name, createCollector({ ...common, account: { name, ...plan }, api, ledger })];
    }),
  );
  const evaluator = createEvaluator({
    ...common,
    ledger,
    store,
    createEngine,
    settings: parts.settings,
  });
  const deliverer = createDeliverer({
    ...common,
    outbox,
    notifiers: () => ports.notifiers,
    giveUpAfterMs: () => 30 * 86_400_000,
    random: () => random.next(),
  });
  const verbs = createVerbs({
    accounts: { collector: (account) => collectors.get(account), reload: nothing, close: nothing },
    evaluator: {
      ...evaluator,
      run: async (options) => {
        const result = await evaluator.run(options);
        parts.onEvaluated(result.tick);
        return result;
      },
    },
    deliverer,
    retain: nothing,
    clock,
  });

  try {
    await deliverer.recover();
  } catch (error) {
    expectInjected(error, parts);
    return life.die("at its start, for the database failed");
  }
  const queue: SimulatedQueue = queueOf(parts, random, (name, data) =>
    handlers[name](data, life.stopping.signal),
  );
  const handlers = createHandlers({
    verbs,
    dispatch: queue,
    knows: (account) => collectors.has(account),
  });
  conditions.onChange(() => void queue.evaluate());
  schedule(parts, plan, queue, random, () => verbs.dueLanes());
}

const nothing = async () => {};
const IDLE = { nothing: null, reconcile: "reconcile" } as const;

function portsOf({ pool, life, plan, apis, notifiers, onOutcome }: DaemonParts): Ports {
  const outbox = createOutbox(pool, { owner: life.name, alone: plan.deaths.alone });
  return {
    ledger: createLedger(pool),
    conditions: createConditions(pool),
    alerts: createAlertStore(pool),
    outbox: {
      ...outbox,
      sent: async (row, ref, at) => {
        await outbox.sent(row, ref, at);
        onOutcome(row.lane, row.key);
      },
      retryAt: async (row, nextAt, failure) => {
        await outbox.retryAt(row, nextAt, failure);
        if (!failure.unsure) onOutcome(row.lane, row.key);
      },
    },
    apis,
    notifiers,
  };
}

function queueOf(
  parts: DaemonParts,
  random: Random,
  run: (name: QueueName, data: JobData) => Promise<void>,
): SimulatedQueue {
  const { life, story, now, plan, troubled, planted } = parts;
  const during = (share: number) => () => (troubled() ? share : 0);
  return new SimulatedQueue({
    ...{ life, random, story, now },
    lost: during(plan.queue.lost),
    doubled: during(plan.queue.doubled),
    work: async (name, data) => {
      if (name === IDLE[planted.idle ?? "nothing"]) return;
      try {
        await run(name, data);
      } catch (error) {
        if (!life.stopping.signal.aborted) expectInjected(error, parts);
        story.tell(`the job ${name} failed: ${String(error)}`);
      }
      if (data.account !== undefined) await parts.onRead();
    },
  });
}

function expectInjected(error: unknown, { onUnexpected }: DaemonParts): void {
  if (!(error instanceof DatabaseFailure)) onUnexpected(error);
}

/** What comes back by itself: polls, reconciles, evaluations, and the sweep for lanes that are due. */
function schedule(
  { life }: DaemonParts,
  plan: Plan,
  queue: SimulatedQueue,
  random: Random,
  dueLanes: () => Promise<readonly { lane: string; dueAt: number }[]>,
): void {
  const { pollEveryMs, reconcileEveryMs } = plan;
  for (const account of plan.accounts) {
    queue.add("poll", { account });
    life.every(pollEveryMs, random.int(pollEveryMs), () => queue.add("poll", { account }));
    life.every(reconcileEveryMs, random.int(reconcileEveryMs), () =>
      queue.add("reconcile", { account }),
    );
  }
  queue.add("evaluate", {});
  life.every(2 * pollEveryMs, random.int(pollEveryMs), () => queue.add("evaluate", {}));
  const sweep = async () => {
    for (const due of await dueLanes().catch(() => [])) await queue.deliver(due);
  };
  life.every(pollEveryMs, 0, () => void sweep());
}

function logOf(story: Story) {
  const line =
    (level: string) =>
    (text: string, fields: Readonly<Record<string, unknown>> = {}) => {
      if (level !== "debug") story.detail(`${level}: ${text} ${JSON.stringify(fields)}`);
    };
  return { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") };
}
