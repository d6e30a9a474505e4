import type { Alert } from "../../../src/core/alerts/index.ts";
import { budgetAlert, credits, NOW, withoutBudget } from "./sample-alerts.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** named gives an alert its rule, kind and member, in its reference and its labels alike. */
function named(rule: string, kind: Alert["kind"], member: string, key = ""): Partial<Alert> {
  return {
    id: `acme|${rule}|${member}`,
    ref: { account: "acme", rule, group: { member }, step: "", window: key },
    kind,
    labels: { account: "acme", rule, kind, severity: "warning", step: "", member },
  };
}

/** mainly is one task and one model that make up most of a value. */
const mainly = (title: string, amount: number, streams: number): Partial<Alert> => ({
  contributors: {
    tasks: [{ id: "task-31aa", title, value: credits(amount), streams }],
    models: [{ id: "claude-opus-4.5", title: null, value: credits(amount), streams }],
    members: [],
  },
});
const over = (name: string, ms: number) => ({ name, from: NOW - ms, to: NOW });

/** forecast is a budget that is not spent yet, but will be. */
export const forecast: Alert = budgetAlert({
  id: "acme|member-month|lead@acme.io|forecast 100%|2026-03",
  ref: {
    account: "acme",
    rule: "member-month",
    group: { member: "lead@acme.io" },
    step: "forecast 100%",
    window: "2026-03-01",
  },
  labels: {
    ...budgetAlert().labels,
    step: "forecast 100%",
    member: "lead@acme.io",
  },
  value: credits(30.2),
  limit: credits(50),
  ...mainly("Nightly recon of *.acme.io", 17.25, 31),
  forecast: {
    ...{ p10: credits(52.1), p50: credits(61.3), p90: credits(70.4) },
    ...{ errorPpm: 120_000, days: 56, until: Date.UTC(2026, 2, 31, 22) },
  },
});

/** burnRate is a budget that is used up ahead of its plan. */
export const burnRate: Alert = {
  ...budgetAlert({
    ...named("team-burn", "burn_rate", "lead@acme.io"),
    value: credits(2.1),
    limit: credits(0.672),
    budget: credits(500),
    window: over("1h", HOUR),
    streams: 17,
    ...mainly("Purple-team campaign", 1.9, 12),
  }),
  burn: {
    fast: { ms: HOUR, value: credits(2.1) },
    slow: { ms: DAY, value: credits(31.5) },
    ...{ plan: credits(0.672), spent: credits(481.1), exhaustedInMs: 9 * HOUR },
  },
};

/** anomaly is an hour unlike the same hour of earlier weeks. */
export const anomaly: Alert = withoutBudget({
  ...named("odd-hour", "anomaly", "lee@acme.io"),
  value: credits(12.4),
  limit: credits(5.98),
  baseline: { median: credits(2.4), windows: 4, mad: credits(0.69), scoreMilli: 9_775 },
  window: over("1h", HOUR),
  streams: 9,
  ...mainly("Fuzz the billing API", 11.9, 7),
});

/** absence is a member who has gone quiet. */
export const absence: Alert = withoutBudget({
  ...named("gone-quiet", "absence", "dev@acme.io"),
  metric: { name: "streams" },
  unit: "count",
  value: 0,
  limit: 0,
  window: over("24h", DAY),
  streams: 0,
  lastAt: NOW - 28 * HOUR - 53 * 60_000,
  contributors: { tasks: [], models: [], members: [] },
});

/** newModel is a model that a member had not used for long. */
export const newModel: Alert = withoutBudget({
  ...named("new-model", "new_value", "dev@acme.io", "claude-opus-4.5"),
  of: "model",
  value: credits(3.75),
  limit: 0,
  window: over("30d", 30 * DAY),
  streams: 1,
  stream: {
    id: "str-71",
    taskId: "task-91bc",
    taskTitle: "Validate CVE-2026-1234",
    member: "dev@acme.io",
    model: "claude-opus-4.5",
    status: "completed",
    errorMessage: null,
    createdAt: NOW - 20 * 60_000,
    finishedAt: NOW - 60_000,
    spend: credits(3.75),
  },
  contributors: { tasks: [], models: [], members: [] },
});

/** shiftAway is a member whose own key is hardly used any more. */
export const shiftAway: Alert = withoutBudget({
  ...named("key-shift", "shift", "dana@acme.io"),
  metric: { name: "byok_share" },
  unit: "ppm",
  value: 120_000,
  limit: 500_000,
  earlier: { share: 850_000, streams: 240 },
  window: over("24h", DAY),
  streams: 50,
  contributors: { tasks: [], models: [], members: [] },
});

/** noData is a rule that has nothing to go by. */
export const noData: Alert = withoutBudget({
  ...named("error-rate", "threshold", "kim@acme.io"),
  ref: {
    account: "acme",
    rule: "error-rate",
    group: { member: "kim@acme.io" },
    step: "no data",
    window: "",
  },
  metric: { name: "error_rate" },
  unit: "ppm",
  value: 0,
  limit: 0,
  window: over("1h", HOUR),
  streams: 0,
  contributors: { tasks: [], models: [], members: [] },
});
