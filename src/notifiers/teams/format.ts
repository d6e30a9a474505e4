import {
  coverageText,
  type Message,
  noticeText,
  type WrittenText,
} from "../../core/message/index.ts";
import { type AlertOutline, outlineOf } from "../outline.ts";
import { REPEAT_MARK } from "../repeat-mark.ts";
import { webLink } from "../web-link.ts";
import { writtenLines } from "../written-lines.ts";
import { type Block, inlineRun, labelled, paragraph, type RunStyle, run } from "./card.ts";

/**
 * Teams takes cards of about 28 kB (learn.microsoft.com/connectors/teams, known issues and limitations); cards of less were seen to be
 * refused, and a workflow answers before it finds out. So nothing here comes near it.
 */
const MOST_BYTES = 20_000;
const LISTED = { detailed: 5, listed: 15 };
const LONGEST_LINK = 2_000;

const COLORS = {
  critical: "Attention",
  warning: "Warning",
  info: "Accent",
  resolved: "Good",
} as const;

interface OpenUrl {
  readonly type: "Action.OpenUrl";
  readonly title: string;
  readonly url: string;
}

/** TeamsMessage is the envelope with one Adaptive Card that a workflow takes. */
export interface TeamsMessage {
  readonly type: "message";
  readonly attachments: readonly [
    {
      readonly contentType: "application/vnd.microsoft.card.adaptive";
      readonly contentUrl: null;
      readonly content: {
        readonly $schema: string;
        readonly type: "AdaptiveCard";
        readonly version: "1.4";
        readonly fallbackText: string;
        readonly msteams: { readonly width: "Full" };
        readonly body: readonly Block[];
        readonly actions?: readonly OpenUrl[];
      };
    },
  ];
}

/** FormatOptions are the address for links, and whether an earlier try may be in the channel already. */
export interface FormatOptions {
  readonly publicUrl?: string | undefined;
  readonly maybeRepeat?: boolean;
}

/** teamsMessageOf lays out a message as a card; what does not fit is left out from its end, and that is said. */
export function teamsMessageOf(message: Message, options: FormatOptions = {}): TeamsMessage {
  const { detailed, listed, more, resolved } = outlineOf(message, LISTED);
  const blocks = message.text
    ? ownBlocks(message.text)
    : [
        ...detailed.flatMap(alertBlocks),
        ...listed.map((line) => bullet(line)),
        ...(more ? [paragraph([run(more, 200)])] : []),
        ...(resolved.length > 0 ? [heading("Resolved")] : []),
        ...resolved.map((line) => bullet(line)),
      ];
  const card = (body: readonly Block[]) => envelope(message, body, options);
  let shown = blocks.length;
  const cut = () =>
    shown < blocks.length ? [paragraph([run("The rest is too long for Teams.", 60)])] : [];
  while (shown > 0 && bytesOf(card([...blocks.slice(0, shown), ...cut()])) > MOST_BYTES) shown -= 1;
  return card([...blocks.slice(0, shown), ...cut()]);
}

function envelope(
  message: Message,
  body: readonly Block[],
  { publicUrl, maybeRepeat }: FormatOptions,
): TeamsMessage {
  const mark = maybeRepeat ? ` ${REPEAT_MARK}` : "";
  const title = run(message.title, 400, { ...toneOf(message), weight: "Bolder", size: "Medium" });
  const actions = actionsOf(message, publicUrl);
  const content = {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    fallbackText: `${run(message.title, 400).text}${mark}`,
    msteams: { width: "Full" },
    body: [paragraph([{ ...title, text: `${title.text}${mark}` }]), ...body, footer(message)],
    ...(actions.length > 0 && { actions }),
  } as const;
  const contentType = "application/vnd.microsoft.card.adaptive";
  return { type: "message", attachments: [{ contentType, contentUrl: null, content }] };
}

function ownBlocks(text: WrittenText): readonly Block[] {
  const lines = writtenLines(text, {
    text: (part) => inlineRun(part),
    link: (label, url) => inlineRun(label, { selectAction: { type: "Action.OpenUrl", url } }),
  });
  return lines.map((line) =>
    line.length > 0
      ? paragraph(line, { spacing: "None" })
      : paragraph([inlineRun(" ")], { spacing: "None" }),
  );
}

function toneOf({ status, severity }: Message): RunStyle {
  return { color: status === "resolved" ? COLORS.resolved : COLORS[severity] };
}

function alertBlocks({ headline, notes, facts, parts }: AlertOutline): readonly Block[] {
  return [
    ...(headline ? [heading(headline)] : []),
    ...notes.map((note) => paragraph([run(note, 700)], { spacing: "Small" })),
    ...facts.map(({ label, value }) => labelled(label, value, headline ? 200 : 1_000)),
    ...parts
      .slice(0, headline ? 1 : undefined)
      .flatMap(({ title, lines }) => [
        paragraph([run(title, 60, { weight: "Bolder" })], { spacing: "Small" }),
        ...lines.slice(0, headline ? 3 : undefined).map((line) => bullet(line)),
      ]),
  ];
}

function heading(text: string): Block {
  return paragraph([run(text, 400, { weight: "Bolder" })], { spacing: "Medium", separator: true });
}

function bullet(text: string): Block {
  return paragraph([run(`• ${text}`, 300)], { spacing: "None" });
}

function footer(message: Message): Block {
  const severity = message.status === "resolved" ? "" : ` · ${message.severity}`;
  const coverage = coverageText(message.coverage, message.at, message.timezone);
  const numbers = coverage ? ` · numbers: ${coverage}` : "";
  const note = message.note ? ` · ${message.note}` : "";
  const text = `${noticeText(message.notice)}${severity}${numbers}${note}`;
  return paragraph([run(text, 900, { size: "Small", isSubtle: true })], { spacing: "Medium" });
}

function actionsOf(message: Message, publicUrl: string | undefined): readonly OpenUrl[] {
  const [first] = [...message.firing, ...message.resolved];
  const button = (title: string, address: string | undefined): readonly OpenUrl[] => {
    const url = webLink(address);
    return url && url.length <= LONGEST_LINK ? [{ type: "Action.OpenUrl", title, url }] : [];
  };
  return [...button("Runbook", first?.runbook), ...button("neo-budgetd", publicUrl)];
}

function bytesOf(card: TeamsMessage): number {
  return Buffer.byteLength(JSON.stringify(card));
}
