import type { Alert } from "../../core/alerts/index.ts";
import {
  announcement,
  causeLists,
  coverageText,
  DETAILED,
  facts,
  type Message,
  partsText,
  why,
} from "../../core/message/index.ts";
import { alertLine } from "../alert-line.ts";
import { overflowText } from "../overflow.ts";
import { shortText } from "../short-text.ts";
import { tameAlert } from "../tame-alert.ts";
import { webLink } from "../web-link.ts";
import { plainLines } from "../written-lines.ts";

const RUNBOOK = "Runbook";
const LISTED = 20;

/** Paint colours a text for a terminal, or leaves it as it is. */
export type Paint = (text: string, color: keyof typeof CODES) => string;

const CODES = { critical: "31;1", warning: "33;1", info: "36;1", resolved: "32;1", soft: "2" };

/** paint colours by ANSI codes. */
export const paint: Paint = (text, color) => `\u001b[${CODES[color]}m${text}\u001b[0m`;

/** noPaint is for what is no terminal. */
export const noPaint: Paint = (text) => text;

/** linesOf lays out a message as aligned lines. Texts from data are clean: no control character reaches the terminal. */
export function linesOf(message: Message, color: Paint): string {
  const { firing, resolved } = message;
  const sole = firing.length + resolved.length === 1;
  const tone = message.status === "resolved" ? "resolved" : message.severity;
  const own = message.text && plainLines(message.text).map((line) => `    ${line}`);
  const detailed = sole ? [...firing, ...resolved] : firing.slice(0, DETAILED);
  const coverage = coverageText(message.coverage, message.at, message.timezone);
  const foot = [
    `receiver ${shortText(message.receiver, 100)}`,
    ...(coverage ? [`numbers: ${coverage}`] : []),
    ...(message.note ? [shortText(message.note, 300)] : []),
  ];
  const lines = [
    `${color(`[${tone}]`, tone)} ${shortText(announcement(message), 500)}`,
    ...(own ?? detailed.flatMap((alert) => details(alert, message, sole, color))),
    ...(own || sole ? [] : list(firing.slice(DETAILED), message, color)),
    ...(own || sole ? [] : list(resolved, message, color)),
    color(`  ${foot.join(" · ")}`, "soft"),
  ];
  return `${lines.join("\n")}\n`;
}

function details(raw: Alert, message: Message, sole: boolean, color: Paint): readonly string[] {
  const alert = tameAlert(raw, 120);
  const all = facts(alert, message);
  const lists = causeLists(alert, message);
  const labels = [...all.map(({ label }) => label), RUNBOOK];
  const width = Math.max(...labels.map((label) => label.length)) + 2;
  const row = (label: string, value: string) =>
    `    ${color(label.padEnd(width), "soft")}${shortText(value, 500)}`;
  const runbook = webLink(alert.runbook);
  const reason = why(alert, message);
  return [
    ...(sole ? [] : [`  ${color("●", toneOf(alert))} ${alertLine(alert, message)}`]),
    ...(reason ? [`    ${shortText(reason, 500)}`] : []),
    ...all.map(({ label, value }) => row(label, value)),
    ...lists.flatMap(({ title, entries }) => [
      `    ${color(shortText(title, 200), "soft")}`,
      ...entries.slice(0, 3).map((entry) => `      ${shortText(partsText(entry), 500)}`),
    ]),
    ...(runbook ? [row(RUNBOOK, runbook)] : []),
  ];
}

function list(alerts: readonly Alert[], message: Message, color: Paint): readonly string[] {
  const lines = alerts
    .slice(0, LISTED)
    .map((alert) => `  ${color("●", toneOf(alert))} ${alertLine(alert, message)}`);
  const more = overflowText(alerts.slice(LISTED), message);
  return more ? [...lines, `  ${more}`] : lines;
}

function toneOf({ status, severity }: Alert): keyof typeof CODES {
  return status === "resolved" ? "resolved" : severity;
}
