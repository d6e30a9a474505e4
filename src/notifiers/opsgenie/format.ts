import {
  announcement,
  coverageText,
  type Message,
  noticeText,
  timeText,
} from "../../core/message/index.ts";
import { incidentKey } from "../incident-key.ts";
import { type AlertOutline, outlineOf } from "../outline.ts";
import { shortText } from "../short-text.ts";
import { webLink } from "../web-link.ts";
import { plainLines } from "../written-lines.ts";

/**
 * Opsgenie's limits (docs.opsgenie.com/docs/alert-api and /docs/alerts-and-alert-fields), in characters: message 130, alias 512,
 * description 15,000, 20 tags of 50, details 8,000 in all, note 25,000.
 */
const MESSAGE = 130;
const DESCRIPTION = 15_000;
const TAG = 50;
const DETAIL = 300;
const NOTE = 2_000;
const LISTED = { detailed: 5, listed: 40 };

const PRIORITIES = { critical: "P1", warning: "P3", info: "P5" } as const;

/** OpsgenieAlert is an alert as Opsgenie's API takes it. */
export interface OpsgenieAlert {
  readonly message: string;
  readonly alias: string;
  readonly description: string;
  readonly priority: (typeof PRIORITIES)[Message["severity"]];
  readonly source: "neo-budgetd";
  readonly tags: readonly string[];
  readonly details: Readonly<Record<string, string>>;
}

/** opsgenieAlertOf lays out a message as an alert of its group's incident. */
export function opsgenieAlertOf(
  lane: string,
  message: Message,
  publicUrl: string | undefined,
): OpsgenieAlert {
  const tags = ["neo-budgetd", message.severity, message.groupLabels["rule"] ?? ""];
  return {
    message: literal(message.title, MESSAGE) || "neo-budgetd",
    alias: incidentKey(lane, message),
    description: descriptionOf(message, publicUrl),
    priority: PRIORITIES[message.severity],
    source: "neo-budgetd",
    tags: tags.map((tag) => literal(tag, TAG)).filter(Boolean),
    details: detailsOf(message),
  };
}

/** closingNote says why an alert is closed. */
export function closingNote(message: Message): string {
  return literal(announcement(message), NOTE);
}

/** The labels that all alerts share, for rules and searches in Opsgenie. */
function detailsOf({ commonLabels, receiver, notice }: Message): Readonly<Record<string, string>> {
  const entries = Object.entries({ ...commonLabels, receiver, notice }).slice(0, 20);
  return Object.fromEntries(
    entries.map(([name, value]) => [shortText(name, 60), literal(value, DETAIL)]),
  );
}

function descriptionOf(message: Message, publicUrl: string | undefined): string {
  const { detailed, listed, more, resolved } = outlineOf(message, LISTED);
  const coverage = coverageText(message.coverage, message.at, message.timezone);
  const foot = [
    `${noticeText(message.notice)}, ${timeText(message.at, message.timezone)}`,
    ...(coverage ? [`Numbers: ${shortText(coverage, 800)}`] : []),
    ...(message.note ? [shortText(message.note, 300)] : []),
    ...(webLink(publicUrl) ? [webLink(publicUrl) as string] : []),
  ].join("\n");
  const blocks = message.text
    ? plainLines(message.text)
        .join("\n")
        .split(/\n{2,}/)
    : [
        ...detailed.map(alertText),
        ...lines("", listed),
        ...(more ? [more] : []),
        ...lines("Resolved:", resolved),
      ];
  return `${fitting(blocks.map(neutral), DESCRIPTION - foot.length - 60)}${neutral(foot)}`;
}

function alertText({ headline, notes, facts, parts, runbook }: AlertOutline): string {
  return [
    ...(headline ? [headline] : []),
    ...notes,
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    ...parts.flatMap(({ title, lines }) => [`${title}:`, ...lines.map((line) => `- ${line}`)]),
    ...(runbook && runbook.length <= 2_000 ? [`Runbook: ${runbook}`] : []),
  ].join("\n");
}

function lines(title: string, all: readonly string[]): readonly string[] {
  if (all.length === 0) return [];
  return [[...(title ? [title] : []), ...all.map((line) => `- ${line}`)].join("\n")];
}

/** fitting keeps the blocks that fit, in order, and says that some did not. */
function fitting(blocks: readonly string[], room: number): string {
  let text = "";
  let left = 0;
  for (const block of blocks) {
    if (left === 0 && text.length + block.length + 2 <= room) text += `${block}\n\n`;
    else left += 1;
  }
  return left > 0 ? `${text}(the rest is too long for Opsgenie)\n\n` : text;
}

function literal(text: string, max: number): string {
  return neutral(shortText(text, max));
}

/** Opsgenie shows HTML in its texts: a look-alike for its brackets is seen, and does nothing. */
function neutral(text: string): string {
  return text.replaceAll("<", "‹").replaceAll(">", "›");
}
