import type { Alert } from "../../core/alerts/index.ts";
import {
  type CauseList,
  causeLists,
  type Fact,
  facts,
  headline,
  KEPT_QUIET,
  partsText,
  type Words,
  why,
} from "../../core/message/index.ts";
import { asides } from "../asides.ts";
import { tameAlert } from "../tame-alert.ts";
import { type Block, fields, section } from "./blocks.ts";
import { linkTo } from "./link-to.ts";
import { literal } from "./literal.ts";

const FACTS = 10;
/** Most units of one alert among several: five of them, the lists and the header stay within Slack's total. */
const DETAIL = 1300;

/** soleAlert lays out the only alert of a message in full; the header has its headline already. */
export function soleAlert(
  raw: Alert,
  words: Words,
  picture: readonly Block[] = [],
): readonly Block[] {
  const alert = tameAlert(raw);
  const cells = facts(alert, words)
    // Said of the whole message (hushLines).
    .filter(({ label }) => label !== KEPT_QUIET)
    .slice(0, FACTS)
    .map(({ label, value }) => `*${label}*\n${literal(value, LONG.has(label) ? 1500 : 300)}`);
  return [
    ...texts([reason(alert, words)]),
    ...picture,
    ...texts([notes(alert, 700)]),
    fields(cells),
    ...texts(causeLists(alert, words).map((list, each) => listText(list, each === 0 ? 5 : 3))),
  ];
}

/** Facts that are sentences, and among few others. */
const LONG = new Set(["What to do", "Error"]);

/** alertSection lays out one alert among several: what it is in bold, its facts on a line, its largest parts. */
export function alertSection(raw: Alert, words: Words): Block {
  const alert = tameAlert(raw);
  const lines = [
    `*${literal(headline(alert, words), 300)}*`,
    reason(alert, words),
    factLine(facts(alert, words)),
    notes(alert, 200),
    ...causeLists(alert, words).map((list, each) => listText(list, each === 0 ? 3 : 1)),
  ];
  return section(fitting(lines, DETAIL));
}

/** fitting joins the lines that fit into `max` units, in order; a line is in whole or not at all. */
export function fitting(lines: readonly string[], max: number): string {
  let text = "";
  for (const line of lines) {
    const longer = text && line ? `${text}\n${line}` : text || line;
    if (longer.length <= max) text = longer;
  }
  return text;
}

/** alertLine says one alert in a line, for those after the first few. */
export function alertLine(alert: Alert, words: Words): string {
  return `• ${saidShort(alert, words)}`;
}

/** saidShort is an alert's headline, and in brackets why it is over or what it corrects. */
export function saidShort(alert: Alert, words: Words): string {
  const over = asides(alert);
  return `${literal(headline(tameAlert(alert), words), 240 - over.length)}${over}`;
}

/** The headline has these already; what keeps an alert quiet is said of the whole message (hushLines). */
const IN_HEADLINE = new Set([KEPT_QUIET, "Who", "Run", "What to do", "Account", "Rule", "Stream"]);

function factLine(all: readonly Fact[]): string {
  return all
    .filter(({ label }) => !IN_HEADLINE.has(label))
    .map(({ label, value }) => `${label}: ${literal(value, 100)}`)
    .join(" · ");
}

function notes(alert: Alert, max: number): string {
  const link = linkTo(alert.runbook, "Runbook");
  const text = (part: string | undefined) => (part ? literal(part, max) : "");
  return [text(alert.summary), text(alert.description), link].filter(Boolean).join("\n");
}

function reason(alert: Alert, words: Words): string {
  const said = why(alert, words);
  return said && literal(said, 700);
}

function listText({ title, entries }: CauseList, most: number): string {
  const [first, ...rest] = entries.slice(0, most).map((entry) => literal(partsText(entry), 200));
  if (first === undefined) return "";
  if (most === 1) return `${literal(title, 120)}: ${first}`;
  return [`*${literal(title, 120)}*`, ...[first, ...rest].map((line) => `• ${line}`)].join("\n");
}

function texts(parts: readonly string[]): readonly Block[] {
  return parts.filter((part) => part !== "").map(section);
}
