import { createAlertmanager } from "../../src/app/alertmanager.ts";
import { compileMatcher } from "../../src/app/compile-matcher.ts";
import { createDesk } from "../../src/app/desk.ts";
import { loadSettings } from "../../src/config/index.ts";
import type { Alert, Transition } from "../../src/core/alerts/index.ts";
import type { Chart } from "../../src/core/charts/index.ts";
import type { Looked } from "../../src/flow/index.ts";
import { createWeb, type Gate, type Health } from "../../src/web/index.ts";
import { acting } from "./acting.ts";
import { memoryFiles } from "./config-files.ts";
import { budget, finding } from "./findings.ts";
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
  - name: error-rate
    threshold: { metric: error_rate, over: 1h, above: 20%, min_streams: 20 }
    by: [member]
  - name: failed
    stream: { status: [failed] }
receivers: [{ name: channel, console: [{}] }]
route: { receiver: channel }
`;

/** lookedAt is what the rules find: mira is past her budget, x@y and zoe are within theirs; two error rates, of one nothing can be said. */
function lookedAt(at: number): Looked {
  const of = (member: string, spent: number) =>
    [80, 100].map((percent) => budget(percent, spent, { group: { member } }));
  return {
    at,
    findings: new Map([
      ["member-month", [...of("x@y", 41), ...of("mira@acme.io", 60), ...of("zoe@acme.io", 1.5)]],
      [
        "error-rate",
        [
          finding({ group: { member: "mira@acme.io" } }),
          finding({ group: { member: "zoe@acme.io" }, breached: false, silent: "too_few_streams" }),
        ],
      ],
    ]),
  };
}

const coverageAt = (at: number) => ({
  ...{ account: "acme", completeTo: at - 25_000, gaps: 0, settledTo: at - 604_800_000 },
  ...{ ready: true, readFrom: 0, followedFrom: 0 },
});

/** dashboard is the daemon's pages over stores in memory in which some alerts fire, beside those given. */
export async function dashboard(
  given: {
    gate?: Partial<Gate>;
    alerts?: readonly Alert[];
    health?: Partial<Health>;
    looked?: Looked | null;
    chart?: Chart;
    fired?: readonly Transition[];
  } = {},
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
  const ledger = { coverage: async () => [coverageAt(clock.now())] };
  const stores = { alerts: store, acts, ledger } as never;
  const looked = given.looked === undefined ? lookedAt(clock.now()) : given.looked;
  const evaluator = { look: async () => looked, draw: async () => given.chart ?? null } as never;
  // The smallest PNG there is.
  const png =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
  const drawer = { draw: async () => Buffer.from(png, "base64") };
  const history = { fired: async () => given.fired ?? [] };
  const daemon = { act, clock, settings: () => settings, stores, evaluator };
  const alertmanager = createAlertmanager(daemon, log);
  const health = { ...wellAt(clock.now()).WELL, ...given.health };
  const telemetry = memoryTelemetry();
  const sessions = memorySessions();
  const app = createWeb({
    gate: openGate(given.gate),
    ...{
      health,
      alertmanager,
      desk: createDesk(daemon, { history, drawer, log }, alertmanager),
      sessions,
    },
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
