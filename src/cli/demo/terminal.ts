import {
  cardsOf,
  type Mail,
  type Part,
  parseMrkdwn,
  partsOf,
  plainText,
  type SlackMessage,
} from "../../simulator/index.ts";

/** TerminalOptions say what the terminal can do. */
export interface TerminalOptions {
  readonly color: boolean;
  readonly columns: number;
}

const INDENT = "   ";
const TIME = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

/** slackLines shows a Slack message on a terminal: a line that says where, then what it says beside its colour. */
export function slackLines(message: SlackMessage, options: TerminalOptions): string {
  const where = `#${message.channelName}`;
  const note = message.edits > 0 ? " (edited)" : message.threadTs ? " (in its thread)" : "";
  const head = `${style("1", `Slack ${where}`, options)}${style("2", `${note}${timeOf(message)}`, options)}`;
  const text = message.blocks.length > 0 ? [] : textLines(message.text);
  const plain = [...text, ...partsOf(message.blocks).flatMap(partLines)];
  const cards = cardsOf(message.attachments).flatMap(({ color, parts }) =>
    body(parts.flatMap(partLines), color, options),
  );
  return [head, ...body(plain, null, options), ...cards, ""].join("\n");
}

/** An edit has no time of its own in Slack either. */
function timeOf({ ts, edits }: SlackMessage): string {
  return edits > 0 ? "" : `  ${TIME.format(Math.floor(Number(ts) * 1000))}`;
}

/** mailLine shows a mail on a terminal in one line. */
export function mailLine(mail: Mail, options: TerminalOptions): string {
  return `${style("1", `Mail to ${clean(mail.to.join(", "))}`, options)}: ${clean(mail.subject)}\n`;
}

/** clean takes out whatever could move a terminal's cursor or change its colours. */
export function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
  return text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2066-\u2069\u202a-\u202e]/g, "");
}

function partLines(part: Part): string[] {
  switch (part.kind) {
    case "header":
      return [clean(part.text)];
    case "text":
      return textOf(part.pieces);
    case "fields":
      return part.cells.map((cell) => textOf(cell).join(": "));
    case "context":
      return [part.elements.map((each) => textOf(each).join(" ")).join("   ")];
    case "buttons":
      return [part.buttons.map(({ label }) => `[${clean(label)}]`).join(" ")];
    case "picture":
      return [`[${clean(part.alt)}]`];
    case "divider":
    case "unknown":
      return [];
  }
}

function textOf(pieces: Parameters<typeof plainText>[0]): string[] {
  return clean(plainText(pieces)).split("\n");
}

function textLines(text: string): string[] {
  return text === "" ? [] : textOf(parseMrkdwn(text));
}

/** Lines beside a bar in the message's colour; the first is the headline. */
function body(lines: readonly string[], color: string | null, options: TerminalOptions): string[] {
  const room = Math.max(30, options.columns - INDENT.length - 3);
  return lines.flatMap((line, index) =>
    wrap(line, room).map((part) => {
      const text = index === 0 ? style("1", part, options) : part;
      return `${INDENT}${bar(color, options)} ${text}`;
    }),
  );
}

function bar(color: string | null, options: TerminalOptions): string {
  if (!options.color || color === null) return "│";
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  return style(`38;2;${red};${green};${blue}`, "▌", options);
}

function wrap(line: string, room: number): string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    if (current !== "" && current.length + 1 + word.length > room) {
      lines.push(current);
      current = word;
    } else current = current === "" ? word : `${current} ${word}`;
  }
  return [...lines, current];
}

function style(code: string, text: string, { color }: TerminalOptions): string {
  return color && text !== "" ? `\u001b[${code}m${text}\u001b[0m` : text;
}
