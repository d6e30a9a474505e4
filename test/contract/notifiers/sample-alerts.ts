import type { Alert } from "../../../src/core/alerts/index.ts";
import { NANO_PER_CREDIT } from "../../../src/core/money.ts";

/** NOW is a Saturday at 14:05 in Berlin. */
export const NOW = Date.UTC(2026, 2, 14, 13, 5);
const MONTH = Date.UTC(2026, 1, 28, 23);
const HOUR = 3_600_000;

/** credits turns credits into nano-credits. */
export const credits = (amount: number) => Math.round(amount * NANO_PER_CREDIT);

/** budgetAlert is a member's monthly budget at one of its steps. */
export function budgetAlert(changes: Partial<Alert> = {}): Alert {
  const member = changes.ref?.group["member"] ?? "dana@acme.io";
  const step = changes.ref?.step ?? "80%";
  return {
    id: `acme|member-month|${member}|${step}|2026-03`,
    ref: { account: "acme", rule: "member-month", group: { member }, step, window: "2026-03-01" },
    kind: "budget",
    status: "firing",
    reason: "first",
    severity: "warning",
    labels: {
      account: "acme",
      rule: "member-month",
      kind: "budget",
      severity: "warning",
      step,
      member,
    },
    metric: { name: "neo_credits" },
    unit: "nano",
    value: credits(41.2),
    limit: credits(40),
    budget: credits(50),
    window: { name: "month", from: MONTH, to: NOW },
    streams: 138,
    contributors: {
      tasks: [
        {
          id: "task-7f3a",
          title: "Nightly recon of *.acme.io",
          value: credits(17.25),
          streams: 31,
        },
        {
          id: "task-91bc",
          title: "Validate CVE-2026-1234 on staging & prod",
          value: credits(9.8),
          streams: 12,
        },
        { id: "task-02de", title: null, value: credits(4.1), streams: 9 },
      ],
      models: [
        { id: "claude-opus-4.5", title: null, value: credits(30.1), streams: 70 },
        { id: "gpt-5.2", title: null, value: credits(11.1), streams: 68 },
      ],
      members: [{ id: member, title: null, value: credits(41.2), streams: 138 }],
    },
    covered: false,
    muted: false,
    terms: "neo_credits>=40 of 50 per month",
    pendingSince: null,
    startsAt: NOW - 60_000,
    endsAt: null,
    lastBreachedAt: NOW,
    updatedAt: NOW,
    ...changes,
  };
}

/** of makes an alert of another member and step. */
export function of(
  member: string,
  value: number,
  step = "80%",
  changes: Partial<Alert> = {},
): Alert {
  return budgetAlert({
    ref: { account: "acme", rule: "member-month", group: { member }, step, window: "2026-03-01" },
    value: credits(value),
    limit: credits(step === "100%" ? 50 : 40),
    severity: step === "100%" ? "critical" : "warning",
    ...changes,
  });
}

/** withoutBudget is an alert of a kind that has no budget. */
export function withoutBudget(changes: Partial<Alert>): Alert {
  const { budget: _, ...alert } = budgetAlert(changes);
  return alert;
}

export const errorRate: Alert = withoutBudget({
  id: "acme|error-rate|kim@acme.io",
  ref: {
    account: "acme",
    rule: "error-rate",
    group: { member: "kim@acme.io" },
    step: "",
    window: "",
  },
  kind: "threshold",
  metric: { name: "error_rate" },
  unit: "ppm",
  value: 342_105,
  limit: 200_000,
  window: { name: "1h", from: NOW - HOUR, to: NOW },
  streams: 38,
  runbook: "https://wiki.acme.io/neo?page=errors&lang=en",
  summary: "Many of this member's runs end with an error.",
  contributors: {
    tasks: [
      { id: "task-55d0", title: "Regression scan", value: 10, unit: "count", streams: 10 },
      { id: "task-02de", title: null, value: 3, unit: "count", streams: 28 },
    ],
    models: [{ id: "gpt-5.2", title: null, value: 13, unit: "count", streams: 38 }],
    members: [],
  },
});

export const spike: Alert = withoutBudget({
  id: "acme|credit-spike|lee@acme.io",
  ref: {
    account: "acme",
    rule: "credit-spike",
    group: { member: "lee@acme.io" },
    step: "",
    window: "",
  },
  kind: "spike",
  value: credits(12.4),
  limit: credits(7.2),
  baseline: { median: credits(2.4), windows: 167 },
  contributors: {
    tasks: [
      { id: "task-31aa", title: "Fuzz the billing API", value: credits(11.9), streams: 7 },
      { id: "task-44e0", title: "Smoke test", value: credits(0.5), streams: 2 },
    ],
    models: [{ id: "claude-opus-4.5", title: null, value: credits(12.4), streams: 9 }],
    members: [],
  },
  window: { name: "1h", from: NOW - HOUR, to: NOW },
  streams: 9,
});

export const blockedRun: Alert = withoutBudget({
  id: "acme|failed-or-blocked|str-55",
  ref: {
    account: "acme",
    rule: "failed-or-blocked",
    group: { member: "dana@acme.io" },
    step: "",
    window: "str-55",
  },
  kind: "stream",
  contributors: { tasks: [], models: [], members: [] },
  metric: { name: "streams" },
  unit: "count",
  value: 1,
  limit: 1,
  window: { name: "", from: NOW - 20 * 60_000, to: NOW },
  streams: 1,
  stream: {
    id: "str-55",
    taskId: "task-91bc",
    taskTitle: "Validate CVE-2026-1234",
    member: "dana@acme.io",
    model: "claude-opus-4.5",
    status: "blocked",
    errorMessage: "quota exceeded: insufficient credits",
    createdAt: NOW - 20 * 60_000,
    finishedAt: NOW - 60_000,
    spend: credits(3.75),
  },
});

export const noAccess: Alert = withoutBudget({
  id: "system|account-access|acme",
  ref: { account: "acme", rule: "account-access", group: {}, step: "", window: "" },
  kind: "system",
  severity: "critical",
  labels: { account: "acme", rule: "account-access", kind: "system", severity: "critical" },
  unit: "count",
  value: 1,
  limit: 1,
  window: { name: "", from: NOW, to: NOW },
  streams: 0,
  advice:
    "the API refused the key of account acme (HTTP 401). Create a new key in Neo's settings and put it into NEO_API_KEY, then reload",
});

/** resolvedOf is an alert after its end. */
export function resolvedOf(alert: Alert): Alert {
  return { ...alert, status: "resolved", reason: "resolved", endsAt: NOW };
}
