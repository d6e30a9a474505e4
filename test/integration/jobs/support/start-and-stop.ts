import { createJobs } from "../../../../src/jobs/index.ts";
import { createLog, createTelemetry } from "../../../../src/telemetry/index.ts";
import { createWeb, serve } from "../../../../src/web/index.ts";
import { memorySessions } from "../../../support/sessions.ts";
import { openGate } from "../../../support/visits.ts";
import { availableBackends, newNamespace } from "./backends.ts";
import { account, HOUR } from "./bench.ts";
import { Probe } from "./probe.ts";

// A daemon in little: works once, stops, and must then end by itself. Its argument is the backend's name.
const backend = availableBackends().find(({ name }) => name === process.argv[2]);
if (backend === undefined) throw new Error(`there is no backend ${process.argv[2]}`);
const open = await backend.open();
const namespace = newNamespace();
const probe = new Probe();
const clock = { now: Date.now };
const log = createLog({ format: "json", destination: process.stderr });
const telemetry = createTelemetry();
const jobs = createJobs({
  connection: open.connection(namespace),
  namespace,
  verbs: probe.verbs,
  accounts: [account("acme")],
  evaluateEveryMs: HOUR,
  clock,
  log,
  telemetry,
});
const health = {
  database: async () => {},
  queue: () => jobs.check(),
  configuration: () => ({ state: "taken", at: 0, problems: [] }) as const,
  accounts: async () => [],
  deliveries: async () => ({ pending: 0, oldestPendingAt: null, failing: [] }),
};
const taskHook = { secret: () => null, knows: () => false, callIn: () => {} };
const slackHook = { signingSecret: () => null, take: () => {} };
const beside = {
  gate: openGate(),
  sessions: memorySessions(),
  alertmanager: {} as never,
  desk: {} as never,
};
const web = await serve(
  createWeb({ health, telemetry, taskHook, slackHook, ...beside, log, clock }),
  {
    host: "127.0.0.1",
    port: 0,
  },
);
await jobs.start();
await probe.nth(1, "evaluate");
const ready = await fetch(`${web.url}/readyz`);
const metrics = await (await fetch(`${web.url}/metrics`)).text();
await jobs.stop(1_000);
await web.close();
await open.forget(namespace);
await open.close();
console.log(
  JSON.stringify({ ready: ready.status, metrics: metrics.includes("neo_budgetd_jobs_") }),
);
