import { type Alert, alertId } from "../alerts/index.ts";
import { NANO_PER_CREDIT } from "../money.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** EXAMPLES are the names of the made-up alerts: one for each kind of alert, and for what some kinds say besides. */
export const EXAMPLES = [
  "budget",
  "forecast",
  "closed",
  "burn_rate",
  "threshold",
  "spike",
  "anomaly",
  "stream",
  "absence",
  "no_data",
  "new_value",
  "shift",
  "system",
  "resolved",
] as const;
export type ExampleName = (typeof EXAMPLES)[number];

/** ExampleWorld is where made-up alerts happen: in an account, at a moment in ms since the epoch. */
export interface ExampleWorld {
  readonly account: string;
  readonly now: number;
}

/** exampleAlert makes up an alert. */
export function exampleAlert(name: ExampleName, world: ExampleWorld): Alert {
  const base = budget(world);
  return labelled({ ...base, ...CHANGES[name](base, world) });
}

const credits = (amount: number) => Math.round(amount * NANO_PER_CREDIT);
const over = (name: string, ms: number, now: number) => ({ name, from: now - ms, to: now });
/** Other kinds have no budget of their own. */
const BUDGET = { budget: credits(50) };
const none = { tasks: [], models: [], members: [] };

type Change = (base: Alert, world: ExampleWorld) => Partial<Alert>;

const CHANGES: Readonly<Record<ExampleName, Change>> = {
  budget: () => BUDGET,
  forecast: (base, { now }) => ({
    ...BUDGET,
    ref: { ...base.ref, step: "forecast 100%" },
    ...{ value: credits(30.2), limit: credits(50) },
    forecast: {
      ...{ p10: credits(52.1), p50: credits(61.3), p90: credits(70.4) },
      ...{ errorPpm: 120_000, days: 56, until: now + 12 * DAY },
    },
  }),
  closed: (base, { now }) => ({
    ...BUDGET,
    ref: { ...base.ref, step: "100%", window: new Date(now - 40 * DAY).toISOString() },
    ...{ reason: "closed_period", closed: true, severity: "critical" },
    ...{ value: credits(52), limit: credits(50) },
    window: { name: "month", from: now - 40 * DAY, to: now - 10 * DAY },
  }),
  burn_rate: (base, { now }) => ({
    ...named(base, "example-burn-rate", "burn_rate"),
    ...{ value: credits(2.1), limit: credits(0.672), budget: credits(500) },
    window: over("1h", HOUR, now),
    burn: {
      fast: { ms: HOUR, value: credits(2.1) },
      slow: { ms: DAY, value: credits(31.5) },
      ...{ plan: credits(0.672), spent: credits(481.1), exhaustedInMs: 9 * HOUR },
    },
  }),
  threshold: (base, { now }) => ({
    ...named(base, "example-error-rate", "threshold"),
    ...{ metric: { name: "error_rate" }, unit: "ppm", value: 342_105, limit: 200_000 },
    ...{ window: over("1h", HOUR, now), streams: 38 },
  }),
  spike: (base, { now }) => ({
    ...named(base, "example-spike", "spike"),
    ...{ value: credits(12.4), limit: credits(7.2), window: over("1h", HOUR, now), streams: 9 },
    baseline: { median: credits(2.4), windows: 167 },
  }),
  anomaly: (base, { now }) => ({
    ...named(base, "example-anomaly", "anomaly"),
    ...{ value: credits(12.4), limit: credits(5.98), window: over("1h", HOUR, now), streams: 9 },
    baseline: { median: credits(2.4), windows: 4, mad: credits(0.69), scoreMilli: 9_775 },
  }),
  stream: (base, { now }) => ({
    ...named(base, "example-failed-run", "stream", "example-stream"),
    ...{ value: credits(3.75), limit: 0, streams: 1, window: over("", 0, now) },
    stream: run(now),
  }),
  absence: (base, { now }) => ({
    ...named(base, "example-gone-quiet", "absence"),
    ...{ metric: { name: "streams" }, unit: "count", value: 0, limit: 0, streams: 0 },
    ...{ window: over("24h", DAY, now), lastAt: now - 29 * HOUR, contributors: none },
  }),
  no_data: (base, { now }) => ({
    ...named(base, "example-error-rate", "threshold"),
    ref: { ...named(base, "example-error-rate", "threshold").ref, step: "no data" },
    ...{ metric: { name: "error_rate" }, unit: "ppm", value: 0, limit: 0, streams: 0 },
    ...{ window: over("1h", HOUR, now), contributors: none },
  }),
  new_value: (base, { now }) => ({
    ...named(base, "example-new-model", "new_value", "example-model-2"),
    ...{ of: "model", value: credits(3.75), limit: 0, streams: 1, stream: run(now) },
    ...{ window: over("30d", 30 * DAY, now), contributors: none },
  }),
  shift: (base, { now }) => ({
    ...named(base, "example-shift", "shift"),
    ...{ metric: { name: "byok_share" }, unit: "ppm", value: 120_000, limit: 500_000 },
    ...{ earlier: { share: 850_000, streams: 240 }, window: over("24h", DAY, now) },
    ...{ streams: 50, contributors: none },
  }),
  system: (base, { account, now }) => ({
    ...named(base, "account-access", "system"),
    ref: { account, rule: "account-access", group: {}, step: "", window: "" },
    ...{ severity: "critical", value: 0, limit: 0, streams: 0, window: over("", 0, now) },
    ...{ contributors: none, advice: "The API refuses the key: set a valid one." },
  }),
  resolved: (_, { now }) => ({
    ...BUDGET,
    ...{ status: "resolved", reason: "resolved", value: credits(38.4), endsAt: now },
  }),
};

function named(base: Alert, rule: string, kind: Alert["kind"], window = "") {
  return { ref: { ...base.ref, rule, step: "", window }, kind };
}

function labelled(alert: Alert): Alert {
  const { account, rule, step, group } = alert.ref;
  const { kind, severity } = alert;
  const labels = { account, rule, kind, severity, step, ...group };
  return { ...alert, id: alertId(alert.ref), labels };
}

function run(now: number): NonNullable<Alert["stream"]> {
  return {
    ...{ id: "example-stream", taskId: "task-2", taskTitle: "triage of new findings" },
    ...{ member: "somebody@example.com", model: "example-model-2", status: "failed" },
    errorMessage: "the example's quota is used up",
    ...{ createdAt: now - 20 * 60_000, finishedAt: now - 60_000, spend: credits(3.75) },
  };
}

function budget({ account, now }: ExampleWorld): Alert {
  const group = { member: "somebody@example.com" };
  const ref = { account, rule: "example-budget", group, step: "80%", window: "" };
  return {
    id: alertId(ref),
    ...{ ref, kind: "budget", status: "firing", reason: "first", severity: "warning", labels: {} },
    metric: { name: "neo_credits" },
    ...{ unit: "nano", value: credits(41.2), limit: credits(40) },
    window: over("30d", 30 * DAY, now),
    streams: 318,
    contributors: {
      tasks: [
        { id: "task-1", title: "nightly recon of example.com", value: credits(9.3), streams: 12 },
        { id: "task-2", title: "triage of new findings", value: credits(4.1), streams: 40 },
      ],
      models: [{ id: "example-model", title: null, value: credits(30), streams: 200 }],
      members: [],
    },
    ...{ covered: false, muted: false, terms: "", pendingSince: null, startsAt: now },
    ...{ endsAt: null, lastBreachedAt: now, updatedAt: now },
  };
}
