import type { Alert } from "../../core/alerts/index.ts";
import {
  announcement,
  coverageText,
  type Message,
  noticeText,
  type WrittenText,
} from "../../core/message/index.ts";
import { alertLine } from "../alert-line.ts";
import { type AlertOutline, outlineOf } from "../outline.ts";
import { REPEAT_MARK } from "../repeat-mark.ts";
import { shortText } from "../short-text.ts";
import { webLink } from "../web-link.ts";
import { spaced, writtenLines } from "../written-lines.ts";
import { literal } from "./literal.ts";

/**
 * Discord's limits (discord.com/developers/docs/resources/message, embed limits): title 256, description 4,096, 25 fields with
 * names of 256 and values of 1,024, footer 2,048, and 6,000 for all of a message's embeds together.
 */
const TITLE = 256;
const DESCRIPTION = 3_600;
const FIELDS = 1_500;
const VALUE = 1_000;
const FOOTER = 400;
const LISTED = { detailed: 4, listed: 12 };
const NEWS = 10;
const LONGEST_LINK = 400;

const COLORS = { critical: 0xd92d20, warning: 0xf79009, info: 0x2e90fa, resolved: 0x12b76a };

interface Field {
  readonly name: string;
  readonly value: string;
  readonly inline: boolean;
}

/** Embed is the one embed that a message consists of. */
export interface Embed {
  readonly title: string;
  readonly url?: string;
  readonly description?: string;
  readonly color: number;
  readonly fields?: readonly Field[];
  readonly footer?: { readonly text: string };
  readonly timestamp: string;
}

/** DiscordMessage is what Discord's webhooks take; nobody is ever pinged. */
export interface DiscordMessage {
  readonly embeds: readonly [Embed];
  readonly allowed_mentions: { readonly parse: readonly [] };
}

/** FormatOptions are the address for links, and whether an earlier try may be in the channel already. */
export interface FormatOptions {
  readonly publicUrl?: string | undefined;
  readonly maybeRepeat?: boolean;
}

/** discordMessageOf lays out a message as it stands now. */
export function discordMessageOf(message: Message, options: FormatOptions = {}): DiscordMessage {
  const { detailed, listed, more, resolved } = outlineOf(message, LISTED);
  const [sole] = detailed.length === 1 && detailed[0]?.headline === "" ? detailed : [];
  const blocks = [
    ...(sole ? soleBlocks(sole) : detailed.map(alertBlock)),
    ...list("", listed),
    ...(more ? [literal(more, 200)] : []),
    ...list("**Resolved**", resolved),
  ];
  const site = webLink(options.publicUrl);
  const description = fitting(message.text ? ownLines(message.text) : blocks, DESCRIPTION);
  const fields = sole && !message.text ? fieldsOf(sole) : [];
  return whole({
    title: titled(message.title, options),
    ...(site !== undefined && site.length <= LONGEST_LINK && { url: site }),
    ...(description && { description }),
    color: colorOf(message),
    ...(fields.length > 0 && { fields }),
    footer: { text: footerOf(message) },
    timestamp: new Date(message.at).toISOString(),
  });
}

/** discordNewsOf says in a few lines what a later message of an incident is about. */
export function discordNewsOf(message: Message, options: FormatOptions = {}): DiscordMessage {
  const news = new Set(message.news);
  const line = (mark: string) => (alert: Alert) =>
    `${mark} ${literal(alertLine(alert, message, 240), 300)}`;
  const lines = [
    ...message.firing.filter(({ id }) => news.has(id)).map(line("•")),
    ...message.resolved.filter(({ id }) => news.has(id)).map(line("✓")),
  ];
  const left = lines.length - NEWS;
  const sole = message.firing.length + message.resolved.length === 1;
  // The title says a sole alert already.
  const shown = sole ? [] : [...lines.slice(0, NEWS), ...(left > 0 ? [`and ${left} more`] : [])];
  return whole({
    title: titled(announcement(message), options),
    ...(shown.length > 0 && { description: shown.join("\n") }),
    color: colorOf(message),
    timestamp: new Date(message.at).toISOString(),
  });
}

function whole(embed: Embed): DiscordMessage {
  return { embeds: [embed], allowed_mentions: { parse: [] } };
}

function titled(title: string, { maybeRepeat }: FormatOptions): string {
  const mark = maybeRepeat ? ` ${REPEAT_MARK}` : "";
  return `${literal(title, TITLE - mark.length)}${mark}`;
}

function colorOf({ status, severity }: Message): number {
  return status === "resolved" ? COLORS.resolved : COLORS[severity];
}

function soleBlocks({ notes, parts, runbook }: AlertOutline): readonly string[] {
  return [
    ...notes.map((note) => literal(note, 700)),
    ...linked(runbook),
    ...parts.map(({ title, lines }) => bulleted(`**${title}**`, lines)),
  ];
}

function alertBlock({ headline, notes, facts, parts, runbook }: AlertOutline): string {
  const [tasks] = parts;
  return [
    `**${literal(headline, 400)}**`,
    literal(facts.map(({ label, value }) => `${label}: ${value}`).join(" · "), 400),
    ...notes.map((note) => literal(note, 150)),
    ...(tasks ? [bulleted("", tasks.lines.slice(0, 3))] : []),
    ...linked(runbook),
  ].join("\n");
}

/** A sole alert's facts; the headline has whom it is about, and the footer how far the numbers go. */
function fieldsOf({ facts }: AlertOutline): readonly Field[] {
  const fields: Field[] = [];
  let room = FIELDS;
  for (const { label, value } of facts) {
    const field = { name: label, value: literal(value, VALUE), inline: value.length <= 40 };
    room -= field.name.length + field.value.length;
    if (room >= 0) fields.push(field);
  }
  return fields;
}

function list(title: string, lines: readonly string[]): readonly string[] {
  return lines.length > 0 ? [bulleted(title, lines)] : [];
}

function bulleted(title: string, lines: readonly string[]): string {
  return [...(title ? [title] : []), ...lines.map((line) => `• ${literal(line, 300)}`)].join("\n");
}

function linked(address: string | undefined, label = "Runbook"): readonly string[] {
  if (!address || address.length > LONGEST_LINK) return [];
  return [`[${label}](<${address.replace(/\(/g, "%28").replace(/\)/g, "%29")}>)`];
}

function ownLines(text: WrittenText): readonly string[] {
  const plain = (part: string) => spaced(part, (bare) => literal(bare, 1_000));
  const link = (label: string, url: string) => linked(url, plain(label))[0] ?? plain(label);
  const lines = writtenLines(text, { text: plain, link }).map((line) => line.join(""));
  // What stands between blank lines is shown or left out as a whole.
  return lines.join("\n").split(/\n{2,}/);
}

/** fitting joins the blocks that fit, in order, and says that some did not. */
function fitting(blocks: readonly string[], room: number): string {
  const kept: string[] = [];
  let size = 0;
  for (const block of blocks) {
    size += block.length + 2;
    if (size <= room) kept.push(block);
  }
  const cut = kept.length < blocks.length ? ["(the rest is too long for Discord)"] : [];
  return [...kept, ...cut].join("\n\n");
}

/** A footer knows no markdown: backslashes would be seen there. */
function footerOf(message: Message): string {
  const severity = message.status === "resolved" ? "" : ` · ${message.severity}`;
  const coverage = coverageText(message.coverage, message.at, message.timezone);
  const numbers = coverage ? ` · numbers: ${coverage}` : "";
  const note = message.note ? ` · ${message.note}` : "";
  return shortText(`${noticeText(message.notice)}${severity}${numbers}${note}`, FOOTER);
}
