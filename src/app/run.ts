import { isLoopback } from "../core/loopback.ts";
import { createJobs, QUEUE_SCHEMA, type QueueConnection } from "../jobs/index.ts";
import { createRuleHistory } from "../ledger/index.ts";
import { createWeb, type Gate, serve } from "../web/index.ts";
import { createAlertmanager } from "./alertmanager.ts";
import { type Daemon, type DaemonOptions, openDaemon } from "./daemon.ts";
import { createDesk } from "./desk.ts";
import { readGauges } from "./gauges.ts";
import { createHealth } from "./health.ts";
import { startReloading } from "./reloading.ts";
import { openSlackDoor } from "./slack/slack-door.ts";
import { createVerbs } from "./verbs.ts";

/** Within this the running jobs may end; with what it takes to hand back the rest the daemon stops in under 10 s. */
const GRACE_MS = 3_000;

/** Running is a daemon at work. */
export interface Running {
  /** Where /healthz, /readyz and /metrics are served. */
  readonly url: string;
  /** Reads the configuration again (SIGHUP). */
  reload(): void;
  /** Finishes or hands back what runs and closes everything; within 10 s. */
  stop(): Promise<void>;
}

/** runDaemon opens a daemon and lets it work until it is stopped. */
export async function runDaemon(options: DaemonOptions): Promise<Running> {
  const daemon = await openDaemon(options);
  try {
    return await start(daemon);
  } catch (error) {
    await daemon.closing.close();
    throw error;
  }
}

async function start(daemon: Daemon): Promise<Running> {
  const { closing, telemetry, stores, options, settings, deliverer } = daemon;
  const { log, clock, environment } = options;
  const recovered = await deliverer.recover();
  if (recovered > 0) log.warn("Messages were being sent when the daemon last ended", { recovered });

  const jobs = createJobs({
    ...settings(),
    connection: queueOf(daemon),
    verbs: createVerbs(daemon),
    ...{ clock, log, telemetry },
  });
  const slackHook = openSlackDoor(daemon);
  closing.add("the Slack app", () => slackHook.close());
  const reloading = startReloading({
    path: options.configPath,
    current: options.loaded,
    ...{ clock, log, telemetry },
    apply: async (changed) => {
      await daemon.apply(changed);
      await jobs.reload(changed);
      await slackHook.reload();
    },
  });
  const health = createHealth({
    ...{ ...stores, jobs, settings, clock, accounts: daemon.accounts },
    configuration: reloading.health,
  });
  const render = async () => {
    await readGauges({ ...stores, telemetry });
    return telemetry.render();
  };
  const taskHook = {
    secret: () => settings().server.taskHook?.secret ?? null,
    knows: (account: string) => settings().accounts.some(({ name }) => name === account),
    callIn: (account: string) => jobs.callIn(account),
  };

  const alertmanager = createAlertmanager(daemon, log);
  const web = await serve(
    createWeb({
      ...{ health, taskHook, slackHook, log, clock },
      telemetry: { render, count: telemetry.count },
      gate: gateOf(settings),
      sessions: stores.sessions,
      alertmanager,
      desk: createDesk(
        daemon,
        { history: createRuleHistory(stores.database), drawer: daemon.receivers, log },
        alertmanager,
      ),
    }),
    settings().server,
  );
  closing.add("the web server", () => web.close());
  closing.add("the jobs", () => jobs.stop(GRACE_MS));
  closing.add("following the configuration", () => reloading.close());
  await jobs.start();
  daemon.onAct(() => jobs.evaluateSoon());
  stores.conditions.onChange(() => {
    // The regular evaluation finds it in the database where the queue fails now.
    jobs.evaluateSoon().catch((error) => log.warn("Could not ask for an evaluation", { error }));
  });
  log.info("Watching", {
    accounts: settings().accounts.map(({ name }) => name),
    rules: settings().rules.length,
    queue: environment.redisUrl ? "Redis" : "the database",
    health: `${web.url}/readyz`,
  });
  return { url: web.url, reload: reloading.reload, stop: () => closing.close() };
}

/** Where the server listens is decided when it starts: a reload does not move it. */
function gateOf(settings: Daemon["settings"]): Gate {
  const onLoopback = isLoopback(settings().server.host);
  return {
    onLoopback,
    tokens: () => settings().server.tokens,
    proxy: () => settings().server.trustedProxy ?? null,
    publicUrl: () => settings().server.publicUrl ?? null,
  };
}

function queueOf({ options, stores }: Daemon): QueueConnection {
  const { redisUrl } = options.environment;
  return redisUrl
    ? { kind: "redis", url: redisUrl }
    : { kind: "database", pool: stores.database.within(QUEUE_SCHEMA) };
}
