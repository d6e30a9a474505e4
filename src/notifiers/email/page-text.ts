import type { Alert } from "../../core/alerts/index.ts";
import {
  announcement,
  causeLists,
  coverageText,
  DETAILED,
  facts,
  type Message,
  partsText,
  timeText,
  why,
} from "../../core/message/index.ts";
import { alertLine } from "../alert-line.ts";
import { overflowText } from "../overflow.ts";
import { shortText } from "../short-text.ts";
import { tameAlert } from "../tame-alert.ts";
import { webLink } from "../web-link.ts";
import { plainLines } from "../written-lines.ts";

const LISTED = 40;

/** pageText says a message in plain text, for programs and readers that show no HTML. */
export function pageText(message: Message, publicUrl: string | undefined): string {
  const { firing, resolved } = message;
  const sole = firing.length + resolved.length === 1;
  const own = message.text && plainLines(message.text).join("\n");
  const detailed = sole ? [...firing, ...resolved] : firing.slice(0, DETAILED);
  const coverage = coverageText(message.coverage, message.at, message.timezone);
  const parts = [
    shortText(announcement(message), 500),
    ...(own === undefined ? detailed.map((alert) => details(alert, message, sole)) : [own]),
    own || sole ? "" : list("", firing.slice(DETAILED), message),
    own || sole ? "" : list("Resolved", resolved, message),
    [
      "-- ",
      ...(coverage ? [`Numbers: ${shortText(coverage, 1000)}`] : []),
      ...(message.note ? [shortText(message.note, 300)] : []),
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
  const reason = why(alert, message);
  return [
    ...(sole ? [] : [`* ${alertLine(alert, message)}`]),
    ...(reason ? [reason] : []),
    ...[alert.summary, alert.description].flatMap((text) => (text ? [shortText(text, 1000)] : [])),
    ...known.map(({ label, value }) => `${`${label}:`.padEnd(width)}${shortText(value, 1500)}`),
    ...causeLists(alert, message).flatMap(({ title, entries }) => [
      `${title}:`,
      ...entries.map((entry) => `  - ${partsText(entry)}`),
    ]),
    ...(runbook ? [`Runbook: ${runbook}`] : []),
  ].join("\n");
}

function list(title: string, alerts: readonly Alert[], message: Message): string {
  if (alerts.length === 0) return "";
  const lines = alerts.slice(0, LISTED).map((alert) => `* ${alertLine(alert, message)}`);
  const more = overflowText(alerts.slice(LISTED), message);
  return [...(title ? [`${title}:`] : []), ...lines, ...(more ? [more] : [])].join("\n");
}
