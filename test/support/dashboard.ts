import { createAlertmanager } from "../../src/app/alertmanager.ts";
import { compileMatcher } from "../../src/app/compile-matcher.ts";
import { createDesk } from "../../src/app/desk.ts";
import { loadSettings } from "../../src/config/index.ts";
import type { Alert } from "../../src/core/alerts/index.ts";
import { createWeb, type Gate, type Health } from "../../src/web/index.ts";
import { acting } from "./acting.ts";
import { memoryFiles } from "./config-files.ts";
import { wellAt } from "./health.ts";
import { memorySessions } from "./sessions.ts";
import { memoryTelemetry } from "./telemetry.ts";
import { fromHere, openGate } from "./visits.ts";

const CONFIG = `
timezone: Europe/Berlin
accounts: [{ name: acme, api_key: k }]
rules:
  - name: member-month
    budget: { metric: neo_credits, limit: 50 credits, window: month, steps: [80%, 100%] }
    by: [member]
receivers: [{ name: channel, console: [{}] }]
route: { receiver: channel }
`;

/** dashboard is the daemon's pages over stores in memory in which some alerts fire, beside those given. */
export async function dashboard(
  given: { gate?: Partial<Gate>; alerts?: readonly Alert[]; health?: Partial<Health> } = {},
) {
  const { act, acts, store, clock, log } = await acting(compileMatcher);
  await store.save({
    ...{ version: await store.version(), tick: clock.now(), seq: 0, groups: [], outbox: [] },
    ...{ alerts: given.alerts ?? [], transitions: [], removedGroups: [], baselined: [] },
    ...{ suppressions: [], endedAcknowledgements: [] },
  });
  const loaded = loadSettings("c.yaml", {}, memoryFiles({ "c.yaml": CONFIG }));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { settings } = loaded;
  const stores = { alerts: store, acts } as never;
  const daemon = { act, clock, settings: () => settings, stores };
  const alertmanager = createAlertmanager(daemon, log);
  const health = { ...wellAt(clock.now()).WELL, ...given.health };
  const telemetry = memoryTelemetry();
  const sessions = memorySessions();
  const app = createWeb({
    gate: openGate(given.gate),
    ...{ health, alertmanager, desk: createDesk(daemon, alertmanager), sessions },
    telemetry: { ...telemetry, render: async () => ({ contentType: "", body: "" }) },
    taskHook: { secret: () => null, knows: () => false, callIn: () => {} },
    slackHook: { signingSecret: () => null, take: () => {} },
    ...{ clock, log },
  });
  const { request } = fromHere(app);
  const post = (path: string, fields: Record<string, string>, headers = {}) =>
    request(path, { method: "POST", body: new URLSearchParams(fields), headers });
  const read = async (path: string) => (await request(path)).text();
  return { app, request, post, read, acts, store, clock, log };
}
