import type { Alert } from "../../../src/core/alerts/index.ts";
import type { Causes } from "../../../src/core/causes/index.ts";
import type { Contributor } from "../../../src/core/engine/index.ts";
import { budgetAlert, credits, errorRate, NOW, of } from "./sample-alerts.ts";

const DAY = 86_400_000;
const timezone = "Europe/Berlin";
const part = (id: string, amount: number, streams: number): Contributor => ({
  ...{ id, title: null, value: credits(amount), unit: "nano", streams },
});
const stream = (id: string, title: string | null, spend: number): Causes["streams"][number] => ({
  ...{ id, taskId: "task-7f3a", title, spend: credits(spend), createdAt: NOW - 7_200_000 },
  ...{ member: "lead@acme.io", model: "claude-opus-4.5", status: "completed" },
});
const recon = "Nightly recon of *.acme.io";

/** explained is a budget's first alert with all that made it. */
export const explained: Alert = budgetAlert({
  updatedAt: NOW,
  causes: {
    change: { since: null, value: credits(41.2), unit: "nano", streams: 138 },
    recent: {
      ...{ name: "today", value: credits(9.3), streams: 12 },
      most: { id: "task-7f3a", title: recon, value: credits(9.1), streams: 11 },
    },
    tools: [part("nmap", 11.4, 28), part("nuclei", 9.75, 17)],
    agents: [part("recon-planner", 14.1, 33)],
    sampled: { streams: 60, value: credits(30.05) },
    streams: [stream("str-1", recon, 4.2), stream("str-2", recon, 3.75), stream("str-3", null, 1)],
    errors: [],
    pace: { goneAt: NOW + 5 * DAY, until: NOW + 17 * DAY, by: "window" },
    timezone,
  },
});

/** stepUp is the same budget's next step: what came since the one before was told. */
export const stepUp: Alert = of("dana@acme.io", 56.1, "100%", {
  updatedAt: NOW,
  contributors: {
    tasks: [{ id: "task-7f3a", title: recon, value: credits(12.1), streams: 9 }],
    models: [{ id: "claude-opus-4.5", title: null, value: credits(14.9), streams: 12 }],
    members: [],
  },
  causes: {
    change: { since: NOW - 5_400_000, value: credits(14.9), unit: "nano", streams: 12 },
    ...{ tools: [part("nmap", 12.1, 9)], agents: [], errors: [], timezone },
    streams: [stream("str-9", recon, 6.2)],
  },
});

/** accountWide is an alert about an account: its members have parts. */
export const accountWide: Alert = budgetAlert({
  ref: { ...budgetAlert().ref, rule: "account-month", group: {} },
  labels: { account: "acme", rule: "account-month", kind: "budget" },
  updatedAt: NOW,
  contributors: {
    ...{ tasks: [], models: [] },
    members: [part("lead@acme.io", 24.1, 80), part("kim@acme.io", 17.1, 58)],
  },
  causes: {
    change: { since: null, value: credits(41.2), unit: "nano", streams: 138 },
    recent: { name: "today", value: credits(9.3), streams: 12, most: part("lead@acme.io", 6.2, 7) },
    ...{ tools: [], agents: [], errors: [], timezone },
    streams: [stream("str-1", recon, 4.2)],
    pace: { goneAt: null, until: NOW + 17 * DAY, by: "window" },
  },
});

/** failing is a failure rate with the errors that it comes from. */
export const failing: Alert = {
  ...errorRate,
  updatedAt: NOW,
  causes: {
    change: { since: null, value: 13, unit: "count", streams: 13 },
    ...{ agents: [], streams: [], timezone },
    tools: [{ id: "sandbox", title: null, value: 12, unit: "count", streams: 12 }],
    errors: [
      { text: "the sandbox on <host> did not answer", streams: 9, of: 13 },
      { text: "quota exceeded", streams: 2, of: 13 },
    ],
  },
};
