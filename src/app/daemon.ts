import { randomUUID } from "node:crypto";
import type { Environment, Loaded, Settings } from "../config/index.ts";
import { createEngine } from "../core/engine/index.ts";
import type { Clock, Log } from "../core/ports/index.ts";
import {
  type Act,
  type CollectProgress,
  close,
  createAct,
  createDeliverer,
  createEvaluator,
  evaluateSettings,
  retain,
} from "../flow/index.ts";
import { createTelemetry, type DaemonTelemetry } from "../telemetry/index.ts";
import { type Accounts, createAccounts } from "./accounts.ts";
import { type Closing, createClosing } from "./closing.ts";
import { compileMatcher } from "./compile-matcher.ts";
import { createReceivers, type Receivers } from "./receivers.ts";
import { openStores, type Stores } from "./stores.ts";
import type { VerbParts } from "./verbs.ts";

/** DaemonOptions is what a daemon is built from. */
export interface DaemonOptions {
  readonly loaded: Extract<Loaded, { ok: true }>;
  readonly configPath: string;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly log: Log;
  readonly onProgress: (progress: CollectProgress) => void;
}

/** Daemon is the daemon's parts, put together and open; nothing runs by itself yet. */
export interface Daemon extends VerbParts {
  readonly options: DaemonOptions;
  readonly stores: Stores;
  readonly telemetry: DaemonTelemetry;
  readonly receivers: Receivers;
  readonly closing: Closing;
  /** What people may do to alerts. */
  readonly act: Act;
  /** Whom to ask for an evaluation after each act; until someone is there, the next regular one takes it up. */
  onAct(ask: () => Promise<void>): void;
  /** The settings in force. */
  settings(): Settings;
  /** Puts changed settings to use in every part but the jobs. */
  apply(settings: Settings): Promise<void>;
}

/** openDaemon opens the database and builds the daemon's parts; whoever calls it closes `closing`. */
export async function openDaemon(options: DaemonOptions): Promise<Daemon> {
  const closing = createClosing();
  try {
    return await build(options, closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
}

async function build(options: DaemonOptions, closing: Closing): Promise<Daemon> {
  const { environment, log, clock, onProgress } = options;
  let settings = options.loaded.settings;
  const telemetry = createTelemetry();
  const stores = await openStores(environment, log);
  closing.add("the database", () => stores.database.end());
  const { ledger, conditions, alerts, outbox, statements, acts } = stores;

  const receivers: Receivers = createReceivers(settings, log);
  closing.add("the notifiers", () => receivers.close());
  const accounts: Accounts = createAccounts(settings.accounts, {
    ...{ ledger, conditions, clock, log, telemetry, onProgress },
  });
  closing.add("the API clients", () => accounts.close());

  const sendsResolved = (id: string) => receivers.notifiers().get(id)?.sendResolved;
  const reaches = (id: string) => receivers.notifiers().get(id)?.toOwner;
  const evaluator = createEvaluator({
    ...{ ledger, conditions, clock, log, telemetry, createEngine },
    store: alerts,
    people: { acts, compileMatcher },
    settings: evaluateSettings(settings, sendsResolved, reaches),
  });
  const deliverer = createDeliverer({
    ...{ outbox, conditions, clock, log, telemetry },
    notifiers: () => receivers.notifiers(),
    giveUpAfterMs: () => settings.giveUpAfterMs,
    random: Math.random,
  });

  let evaluateSoon = async () => {};
  const act = createAct({
    ...{ acts, store: alerts, compileMatcher, clock, log },
    rules: () => settings.rules,
    newId: randomUUID,
    evaluateSoon: () => evaluateSoon(),
  });

  return {
    ...{ options, stores, telemetry, receivers, closing, accounts, evaluator, deliverer, clock },
    // A period is stated before its rows can be past their retention.
    retain: async () => {
      await close({ ledger, statements, clock, log, settings });
      return retain({ ledger, acts, clock, log, retentionMs: settings.retentionMs });
    },
    act,
    onAct: (ask) => {
      evaluateSoon = ask;
    },
    settings: () => settings,
    async apply(changed) {
      // Everything that can refuse the new settings comes first; until then the old ones are in force.
      await receivers.reload(changed);
      await accounts.reload(changed.accounts);
      evaluator.reload(evaluateSettings(changed, sendsResolved, reaches));
      settings = changed;
    },
  };
}
