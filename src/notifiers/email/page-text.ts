import type { Alert } from "../../core/alerts/index.ts";
import {
  announcement,
  contributorText,
  coverageText,
  facts,
  type Message,
  timeText,
} from "../../core/message/index.ts";
import { alertLine } from "../alert-line.ts";
import { overflowText } from "../overflow.ts";
import { shortText } from "../short-text.ts";
import { tameAlert } from "../tame-alert.ts";
import { webLink } from "../web-link.ts";

const DETAILED = 5;
const LISTED = 40;

/** pageText says a message in plain text, for programs and readers that show no HTML. */
export function pageText(message: Message, publicUrl: string | undefined): string {
  const { firing, resolved } = message;
  const sole = firing.length + resolved.length === 1;
  const detailed = sole ? [...firing, ...resolved] : firing.slice(0, DETAILED);
  const coverage = coverageText(message.coverage, message.at, message.timezone);
  const parts = [
    shortText(announcement(message), 500),
    ...detailed.map((alert) => details(alert, message, sole)),
    sole ? "" : list("", firing.slice(DETAILED), message),
    sole ? "" : list("Resolved", resolved, message),
    [
      "-- ",
      ...(coverage ? [`Numbers: ${shortText(coverage, 1000)}`] : []),
      `${timeText(message.at, message.timezone)}, receiver ${shortText(message.receiver, 100)}`,
      webLink(publicUrl) ?? "neo-budgetd",
    ].join("\n"),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function details(raw: Alert, message: Message, sole: boolean): string {
  const alert = tameAlert(raw, 120);
  const known = facts(alert, message);
  const width = Math.max(...known.map(({ label }) => label.length)) + 2;
  const runbook = webLink(alert.runbook);
  const parts = !alert.stream && alert.kind !== "system" ? alert.contributors : undefined;
  return [
    ...(sole ? [] : [`* ${alertLine(alert, message)}`]),
    ...[alert.summary, alert.description].flatMap((text) => (text ? [shortText(text, 1000)] : [])),
    ...known.map(({ label, value }) => `${`${label}:`.padEnd(width)}${shortText(value, 1500)}`),
    ...(parts?.tasks.length ? ["Top tasks:"] : []),
    ...(parts?.tasks ?? [])
      .slice(0, 5)
      .map((part) => `  - ${contributorText(part, alert, message)}`),
    ...(parts?.models.length ? ["Models:"] : []),
    ...(parts?.models ?? [])
      .slice(0, 5)
      .map((part) => `  - ${contributorText(part, alert, message)}`),
    ...(runbook ? [`Runbook: ${runbook}`] : []),
  ].join("\n");
}

function list(title: string, alerts: readonly Alert[], message: Message): string {
  if (alerts.length === 0) return "";
  const lines = alerts.slice(0, LISTED).map((alert) => `* ${alertLine(alert, message)}`);
  const more = overflowText(alerts.slice(LISTED), message);
  return [...(title ? [`${title}:`] : []), ...lines, ...(more ? [more] : [])].join("\n");
}
