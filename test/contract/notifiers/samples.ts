import type { Alert } from "../../../src/core/alerts/index.ts";
import type { Chart } from "../../../src/core/charts/index.ts";
import { type Message, title } from "../../../src/core/message/index.ts";
import { CHARTS } from "../../support/charts.ts";
import { accountWide, explained, failing, stepUp } from "./cause-alerts.ts";
import {
  absence,
  anomaly,
  burnRate,
  forecast,
  newModel,
  noData,
  shiftAway,
} from "./kind-alerts.ts";
import {
  blockedRun,
  budgetAlert,
  credits,
  errorRate,
  NOW,
  noAccess,
  of,
  resolvedOf,
  spike,
} from "./sample-alerts.ts";

/** message makes a message of alerts as the daemon would. */
export function message(changes: Partial<Message> = {}): Message {
  const firing = changes.firing ?? [budgetAlert()];
  const resolved = changes.resolved ?? [];
  const rest: Omit<Message, "title"> = {
    key: "budget-channel/slack/0|0|rule=member-month|1|1",
    notice: "first",
    status: firing.length > 0 ? "firing" : "resolved",
    severity: severest(firing.length > 0 ? firing : resolved),
    receiver: "budget-channel",
    groupKey: '{}:{rule="member-month"}',
    incident: 1,
    groupLabels: { rule: "member-month" },
    commonLabels: { account: "acme", rule: "member-month", kind: "budget" },
    news: [...firing, ...resolved].map(({ id }) => id),
    coverage: [
      { account: "acme", completeTo: NOW - 30_000, gaps: 0, settledTo: NOW - 7 * 86_400_000 },
    ],
    at: NOW,
    timezone: "Europe/Berlin",
    usdPerCredit: 10,
    ...changes,
    firing,
    resolved,
  };
  return { ...rest, title: changes.title ?? title(rest, rest) };
}

function severest(alerts: readonly Alert[]): Message["severity"] {
  const all = alerts.map(({ severity }) => severity);
  return all.includes("critical") ? "critical" : all.includes("warning") ? "warning" : "info";
}

const dana = of("dana@acme.io", 56.1, "100%", { alsoCrossed: ["50%", "80%"] });
const kim = of("kim@acme.io", 43.9);

const none = { tasks: [], models: [], members: [] };
const easing = {
  ...{ p10: credits(41.2), p50: credits(46.8), p90: credits(53.9) },
  ...{ errorPpm: 124_000, days: 56, until: (forecast.forecast?.until ?? 0) as number },
};
const calm = {
  fast: { ms: 3_600_000, value: credits(0.3) },
  slow: { ms: 86_400_000, value: credits(31.5) },
  ...{ plan: credits(0.672), spent: credits(417.3), exhaustedInMs: 992_400_000 },
};
const usualAgain = { median: credits(2.4), windows: 4, mad: credits(0.69), scoreMilli: 684 };

/** ofKinds is a message when an alert fires, and one when it is over. */
function ofKinds(kinds: Readonly<Record<string, readonly [fires: Alert, over: Alert]>>) {
  const entries = Object.entries(kinds).flatMap(([name, [fires, over]]) => [
    [name, message({ firing: [fires], key: name })] as const,
    [
      `${name}-resolved`,
      message({
        ...{ notice: "resolved", firing: [], resolved: [resolvedOf(over)] },
        key: `${name}-resolved`,
      }),
    ] as const,
  ]);
  return Object.fromEntries(entries);
}

const danas = { ...CHARTS["budget"], who: "dana@acme.io" } as Chart;

const taken = {
  reason: "acknowledged",
  source: "Ana",
  by: "Ana <b>*ops*</b>",
  at: NOW - 3.6e6,
} as const;

/** SAMPLES are one message for each thing that the daemon can say. */
export const SAMPLES: Readonly<Record<string, Message>> = {
  first: message(),
  "step-up": message({ notice: "step_up", firing: [dana], key: "k2" }),
  "new-members": message({ notice: "new_members", firing: [dana, kim], news: [kim.id], key: "k3" }),
  repeat: message({ notice: "repeat", firing: [dana], news: [], key: "k4" }),
  acknowledged: message({
    notice: "repeat",
    firing: [kim, { ...dana, hush: { ...taken, assignee: "Bob", comment: "asked the team" } }],
    news: [],
    key: "acknowledged",
  }),
  "acknowledged-resolved": message({
    notice: "resolved",
    firing: [],
    resolved: [{ ...resolvedOf(dana), hush: { ...taken, by: "Ana" } }],
    key: "acknowledged-resolved",
  }),
  worsened: message({ notice: "worsened", firing: [dana], key: "worsened" }),
  escalated: message({ notice: "escalated", firing: [dana], receiver: "lead", key: "escalated" }),
  amended: message({
    notice: "amended",
    firing: [
      {
        ...dana,
        corrected: {
          ...{ was: credits(44.55), now: credits(56.1), toldAt: NOW - 3_600_000, noticedAt: NOW },
          edits: { recosted: 3, changed: 0, withdrawn: 1, returned: 0, late: 0 },
        },
      },
    ],
    key: "amended",
  }),
  "closed-period": message({
    firing: [
      {
        ...of("lead@acme.io", 52, "100%", { reason: "closed_period", closed: true }),
        window: { name: "month", from: Date.UTC(2026, 0, 31, 23), to: Date.UTC(2026, 1, 28, 23) },
        ref: {
          ...{ account: "acme", rule: "member-month", group: { member: "lead@acme.io" } },
          ...{ step: "100%", window: "2026-02-01T00:00:00+01:00" },
        },
      },
    ],
    key: "closed-period",
  }),
  "some-resolved": message({
    notice: "some_resolved",
    firing: [dana],
    resolved: [resolvedOf(kim)],
    news: [kim.id],
    key: "k5",
  }),
  resolved: message({
    notice: "resolved",
    firing: [],
    resolved: [resolvedOf(dana), resolvedOf(kim)],
    key: "k6",
  }),
  digest: message({ notice: "digest", firing: [dana, spike, kim], key: "k7" }),
  "error-rate": message({ firing: [errorRate], key: "k8" }),
  "blocked-run": message({ firing: [blockedRun], key: "k10" }),
  "no-access": message({ firing: [noAccess], coverage: [], key: "k11" }),
  ...ofKinds({
    forecast: [forecast, { ...forecast, value: credits(33.4), forecast: easing }],
    "burn-rate": [burnRate, { ...burnRate, value: credits(0.3), burn: calm, contributors: none }],
    anomaly: [
      anomaly,
      { ...anomaly, value: credits(3.1), baseline: usualAgain, contributors: none },
    ],
    absence: [absence, { ...absence, value: 3, streams: 3 }],
    shift: [shiftAway, { ...shiftAway, value: 700_000 }],
    "no-data": [noData, { ...noData, value: 41_000, streams: 24 }],
    spike: [spike, { ...spike, value: credits(2.6), contributors: none }],
  }),
  explained: message({ firing: [explained], chart: danas, key: "explained" }),
  "explained-step-up": message({ notice: "step_up", firing: [stepUp], key: "explained-step-up" }),
  "explained-account": message({ firing: [accountWide], key: "explained-account" }),
  "explained-failures": message({ firing: [failing], key: "explained-failures" }),
  "explained-several": message({
    ...{ firing: [stepUp, explained, failing], chart: danas },
    key: "explained-several",
  }),
  "new-value": message({ firing: [newModel], key: "new-value" }),
  test: message({
    notice: "test",
    firing: [],
    status: "firing",
    title: "Test message",
    key: "k12",
  }),
};

/** crowd is a message about very many members. */
export function crowd(count: number): Message {
  const firing = Array.from({ length: count }, (_, i) =>
    of(`member-${String(i).padStart(3, "0")}@acme.io`, 120 - i / 10, "100%"),
  );
  return message({ firing, key: "crowd" });
}

/** HOSTILE is text that would do something if it were not made harmless. */
export const HOSTILE = [
  "<!channel> <!here> <@U0123456789> <#C0123456789|x> @everyone",
  "*bold* _italic_ ~gone~ `code` ```pre``` > quote :fire: <https://evil.example|click>",
  "<script>alert(1)</script><img src=x onerror=alert(1)> &amp; &lt;b&gt;",
  "line\r\nBcc: evil@example.com\r\n\r\nbody\u0000\u001b[31mred\u0007",
  "right\u202eot-left\u2066 zero\u200bwidth\u2060 half\ud800 \u05e9\u05dc\u05d5\u05dd",
].join(" ");

function hostileCauses(text: string): NonNullable<Alert["causes"]> {
  const part = { id: text, title: null, value: credits(1), streams: 1 };
  const run = { id: text, taskId: text, title: text, member: text, model: text, status: text };
  return {
    change: { since: null, value: credits(1), unit: "nano", streams: 1 },
    recent: { name: "today", value: credits(1), streams: 1, most: part },
    ...{ tools: [part], agents: [part], streams: [{ ...run, spend: 1, createdAt: NOW }] },
    ...{ errors: [{ text, streams: 1, of: 1 }], timezone: "Europe/Berlin" },
  };
}

/** hostile is a message whose every text from data is hostile, and `repeat` times as long. */
export function hostile(repeat = 1): Message {
  const text = HOSTILE.repeat(repeat);
  const ref = { ...budgetAlert().ref, group: { member: text } };
  const base = budgetAlert({
    ref,
    summary: text,
    description: text,
    runbook: `https://wiki.acme.io/<!channel>|x?q="><script>${"a".repeat(repeat)}`,
    labels: { member: text, rule: "member-month" },
    contributors: {
      tasks: [{ id: "t", title: text, value: credits(1), streams: 1 }],
      models: [{ id: text, title: null, value: credits(1), streams: 1 }],
      members: [],
    },
    causes: hostileCauses(text),
  });
  const facts = {
    ...(blockedRun.stream as NonNullable<Alert["stream"]>),
    taskTitle: text,
    member: text,
    model: text,
    errorMessage: text,
  };
  const run: Alert = { ...blockedRun, stream: facts, id: "run" };
  return message({ firing: [base, run], key: `hostile\r\nX-Evil: 1 ${repeat}` });
}
