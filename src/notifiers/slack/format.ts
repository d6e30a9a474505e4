import type { Alert } from "../../core/alerts/index.ts";
import {
  announcement,
  bareTitle,
  coverageText,
  DETAILED,
  fullTitle,
  type Message,
  noticeText,
  why,
} from "../../core/message/index.ts";
import { overflowText } from "../overflow.ts";
import { REPEAT_MARK } from "../repeat-mark.ts";
import { tameAlert } from "../tame-alert.ts";
import { alertLine, alertSection, fitting, saidShort, soleAlert } from "./alert-section.ts";
import { type Block, context, header, image, section } from "./blocks.ts";
import { buttonRow } from "./buttons.ts";
import { hushLines } from "./hush-lines.ts";
import { linkTo } from "./link-to.ts";
import { literal, plain } from "./literal.ts";
import type { ShownPicture } from "./show-picture.ts";
import { writtenBlocks } from "./written.ts";

/** Attachment is the one coloured attachment that a message consists of. */
export interface Attachment {
  readonly color: string;
  /** What notifications, and programs that show no blocks, say. */
  readonly fallback: string;
  readonly blocks: readonly Block[];
}

/** COLORS are the colours of the bar beside a message. */
export const COLORS = {
  critical: "#d92d20",
  warning: "#f79009",
  info: "#2e90fa",
  resolved: "#12b76a",
} as const;

const LISTED = 12;
const RESOLVED_LISTED = 8;
const REPLY_LINES = 10;

export interface FormatOptions {
  readonly publicUrl?: string | undefined;
  /** Mark the message as one that may already be there. */
  readonly maybeRepeat?: boolean;
  /** Whether readers may press something. */
  readonly buttons?: boolean;
  /** The chart, once Slack holds it. */
  readonly picture?: ShownPicture;
}

/**
 * attachmentOf lays out a message. The colour bar exists on attachments only, so all blocks are inside one; Slack would
 * show a top-level text above it, the title a second time, so the plain summary is the attachment's `fallback`,
 * which is what notifications of such messages show.
 */
export function attachmentOf(message: Message, options: FormatOptions = {}): Attachment {
  const mark = options.maybeRepeat ? ` ${REPEAT_MARK}` : "";
  return {
    color: message.status === "resolved" ? COLORS.resolved : COLORS[message.severity],
    fallback: `${plain(fullTitle(message, message), 600)}${mark}`,
    blocks: [
      header(`${plain(message.title, 150 - mark.length)}${mark}`),
      ...alertBlocks(message, options.picture),
      ...hushLines(message),
      ...(options.buttons ? buttonRow(message, options.publicUrl) : []),
      footer(message, options),
    ],
  };
}

/** replySummary is what a reply's notification says; its blocks say more. */
export function replySummary(message: Message): string {
  const title = fullTitle(message, message);
  return plain(announcement({ ...message, title }), 600);
}

/** replyOf says in a thread what a follow-up is about: its news, or where it has none, its title. */
export function replyOf(message: Message, options: FormatOptions = {}): readonly Block[] {
  const news = new Set(message.news);
  const line = (mark: string) => (alert: Alert) => `${mark} ${saidShort(alert, message)}`;
  const lines = [
    ...message.firing.filter(({ id }) => news.has(id)).map(line("•")),
    ...message.resolved.filter(({ id }) => news.has(id)).map(line("✓")),
  ];
  const shown = lines.slice(0, REPLY_LINES);
  if (lines.length > REPLY_LINES) shown.push(`and ${lines.length - REPLY_LINES} more`);
  if (lines.length === 0) shown.push(literal(bareTitle(message.title), 600));
  const [only] = message.firing.length === 1 ? message.firing : [];
  const reason = only ? why(tameAlert(only), message) : "";
  if (reason) shown.push(literal(reason, 700));
  const mark = options.maybeRepeat ? ` ${REPEAT_MARK}` : "";
  return [section(fitting([`*${noticeText(message.notice)}*${mark}`, ...shown], 2900))];
}

/** The picture stands where it is seen first: below what its alert says in words. */
function alertBlocks(message: Message, shown: ShownPicture | undefined): readonly Block[] {
  const picture = shown ? [image(shown.file, shown.alt)] : [];
  if (message.text) return [...writtenBlocks(message.text), ...picture];
  const { firing, resolved } = message;
  const [only] = firing.length + resolved.length === 1 ? [...firing, ...resolved] : [];
  if (only) return soleAlert(only, message, picture);
  const [first, ...more] = firing.slice(0, DETAILED).map((alert) => alertSection(alert, message));
  const listed = list(firing.slice(DETAILED), LISTED, message);
  const over = list(resolved, RESOLVED_LISTED, message);
  return [
    ...(first ? [first, ...picture] : []),
    ...more,
    ...(listed ? [section(listed)] : []),
    ...(over ? [section(`*Resolved*\n${over}`)] : []),
  ];
}

function list(alerts: readonly Alert[], most: number, message: Message): string {
  const lines = alerts.slice(0, most).map((alert) => alertLine(alert, message));
  const more = overflowText(alerts.slice(most), message);
  return [...lines, ...(more ? [literal(more, 200)] : [])].join("\n");
}

function footer(message: Message, options: FormatOptions): Block {
  const link = linkTo(options.publicUrl, "neo-budgetd");
  const severity = message.status === "resolved" ? "" : ` · ${message.severity}`;
  const coverage = coverageText(message.coverage, message.at, message.timezone);
  return context([
    `*${noticeText(message.notice)}*${severity}`,
    ...(coverage ? [literal(`Numbers: ${coverage}`, 600)] : []),
    ...(message.note ? [literal(message.note, 300)] : []),
    ...(link ? [link] : []),
  ]);
}
