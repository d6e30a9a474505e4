import { createHash } from "node:crypto";
import type { Alert } from "../../core/alerts/index.ts";
import {
  correctionText,
  coverageText,
  headline,
  type Message,
  reasonOf,
  sentence,
  why,
} from "../../core/message/index.ts";
import { creditsText } from "../../core/money.ts";
import { comparedWith } from "./compared-with.ts";

/** PayloadAlert is one alert as Alertmanager's webhook tells it. */
interface PayloadAlert {
  readonly status: "firing" | "resolved";
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly generatorURL: string;
  readonly fingerprint: string;
}

/** Payload is Alertmanager's webhook payload, version 4. */
export interface Payload {
  readonly version: "4";
  readonly groupKey: string;
  readonly truncatedAlerts: number;
  readonly status: "firing" | "resolved";
  readonly receiver: string;
  readonly groupLabels: Readonly<Record<string, string>>;
  readonly commonLabels: Readonly<Record<string, string>>;
  readonly commonAnnotations: Readonly<Record<string, string>>;
  readonly externalURL: string;
  readonly alerts: readonly PayloadAlert[];
}

/** Alertmanager's way to say that an alert has not ended. */
const NEVER = "0001-01-01T00:00:00Z";

/** payloadOf lays out a message as Alertmanager would; with `maxAlerts` above 0 the first that many alerts are told. */
export function payloadOf(
  message: Message,
  options: { readonly maxAlerts: number; readonly publicUrl: string | undefined },
): Payload {
  const all = [...message.firing, ...message.resolved];
  const told = options.maxAlerts > 0 ? all.slice(0, options.maxAlerts) : all;
  const externalURL = options.publicUrl ?? "";
  const alerts = told.map((alert) => alertOf(alert, message, externalURL));
  return {
    version: "4",
    groupKey: message.groupKey,
    truncatedAlerts: all.length - told.length,
    status: message.status,
    receiver: message.receiver,
    groupLabels: message.groupLabels,
    commonLabels: common(alerts.map(({ labels }) => labels)),
    commonAnnotations: common(alerts.map(({ annotations }) => annotations)),
    externalURL,
    alerts,
  };
}

function alertOf(alert: Alert, message: Message, generatorURL: string): PayloadAlert {
  const status = alert.status === "resolved" ? "resolved" : "firing";
  return {
    status,
    // Alertmanager's own receivers sort by `alertname`.
    labels: { alertname: alert.ref.rule, ...alert.labels },
    annotations: annotationsOf(alert, message),
    startsAt: new Date(alert.startsAt ?? message.at).toISOString(),
    endsAt: status === "resolved" ? new Date(alert.endsAt ?? message.at).toISOString() : NEVER,
    generatorURL,
    fingerprint: createHash("sha256").update(alert.id).digest("hex").slice(0, 16),
  };
}

/** Amounts are exact: decimal credits for money, else the unit's own integer. */
function annotationsOf(alert: Alert, message: Message): Readonly<Record<string, string>> {
  const exact = (value: number) => (alert.unit === "nano" ? creditsText(value) : String(value));
  const iso = (at: number) => new Date(at).toISOString();
  return {
    summary: headline(alert, message),
    ...(alert.summary !== undefined && { note: alert.summary }),
    ...(alert.description !== undefined && { description: alert.description }),
    ...(alert.advice !== undefined && { description: alert.advice }),
    ...(alert.runbook !== undefined && { runbook_url: alert.runbook }),
    reason: reasonOf(alert),
    ...(why(alert, message) && { why: sentence(alert, message) }),
    metric: alert.metric.statistic
      ? `${alert.metric.name}.${alert.metric.statistic}`
      : alert.metric.name,
    unit: alert.unit === "nano" ? "credits" : alert.unit,
    value: exact(alert.value),
    limit: exact(alert.limit),
    ...(alert.budget !== undefined && { budget: exact(alert.budget) }),
    ...(alert.corrected && {
      told_value: exact(alert.corrected.was),
      corrected_value: exact(alert.corrected.now),
      corrected: correctionText(alert, alert.corrected),
    }),
    ...comparedWith(alert, exact),
    window: alert.window.name,
    window_from: iso(alert.window.from),
    window_to: iso(alert.window.to),
    coverage: coverageText(message.coverage, message.at, message.timezone),
  };
}

/** common keeps what all have alike, as Alertmanager does. */
function common(
  sets: readonly Readonly<Record<string, string>>[],
): Readonly<Record<string, string>> {
  const [first = {}, ...others] = sets;
  const alike = Object.entries(first).filter(([key, value]) =>
    others.every((other) => other[key] === value),
  );
  return Object.fromEntries(alike);
}
