import type { Settings } from "../config/index.ts";
import { type Alert, alertId } from "../core/alerts/index.ts";
import { buildMessage, type Message } from "../core/message/index.ts";

const DAY_MS = 86_400_000;

/** exampleMessage is a made-up budget alert for `send-test`, which says that it is a test; `id` makes its key unique. */
export function exampleMessage(
  settings: Settings,
  receiver: string,
  now: number,
  id: string,
): Message {
  const alert = exampleAlert(settings.accounts[0]?.name ?? "example", now);
  const message = buildMessage(
    {
      key: `test/${id}`,
      notice: "test",
      receiver,
      groupKey: `test/${id}`,
      incident: now,
      groupLabels: { rule: alert.ref.rule },
      firing: [alert],
      resolved: [],
      news: [alert.id],
    },
    {
      coverage: [
        { account: alert.ref.account, completeTo: now, gaps: 0, settledTo: now - 7 * DAY_MS },
      ],
      at: now,
      timezone: settings.timezone,
      usdPerCredit: settings.usdPerCredit,
    },
  );
  return { ...message, title: `Test, nothing has happened: ${message.title}` };
}

function exampleAlert(account: string, now: number): Alert {
  const group = { member: "somebody@example.com" };
  const ref = { account, rule: "example-budget", group, step: "80%", window: "" };
  return {
    id: alertId(ref),
    ref,
    kind: "budget",
    status: "firing",
    reason: "first",
    severity: "warning",
    labels: { account, rule: ref.rule, kind: "budget", severity: "warning", step: "80%", ...group },
    summary: "This message was sent by neo-budgetd send-test.",
    metric: { name: "neo_credits" },
    unit: "nano",
    value: 41_200_000_000,
    limit: 40_000_000_000,
    budget: 50_000_000_000,
    window: { name: "30d", from: now - 30 * DAY_MS, to: now },
    streams: 318,
    contributors: {
      tasks: [
        { id: "task-1", title: "nightly recon of example.com", value: 9_300_000_000, streams: 12 },
        { id: "task-2", title: "triage of new findings", value: 4_100_000_000, streams: 40 },
      ],
      models: [{ id: "an-example-model", title: null, value: 30_000_000_000, streams: 200 }],
      members: [],
    },
    covered: false,
    muted: false,
    terms: "",
    pendingSince: null,
    startsAt: now,
    endsAt: null,
    lastBreachedAt: now,
    updatedAt: now,
  };
}
