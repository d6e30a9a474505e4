import { decodeEntities, type Piece, parseMrkdwn } from "./mrkdwn.ts";

/** Part is a block of a Slack message in the form that both the page and the terminal show it from. */
export type Part =
  | { readonly kind: "header"; readonly text: string }
  | { readonly kind: "text"; readonly pieces: readonly Piece[] }
  | { readonly kind: "fields"; readonly cells: readonly (readonly Piece[])[] }
  | { readonly kind: "context"; readonly elements: readonly (readonly Piece[])[] }
  | { readonly kind: "picture"; readonly file: string; readonly alt: string }
  | { readonly kind: "divider" }
  | { readonly kind: "buttons"; readonly buttons: readonly PressedPart[] }
  | { readonly kind: "unknown"; readonly type: string };

/** PressedPart is something to press: what it says, what the app is told of it, and where it leads; the last two may be empty. */
interface PressedPart {
  readonly label: string;
  readonly action: string;
  readonly url: string;
}

/** Card is an attachment: parts beside a bar of a colour, which is null for Slack's own grey. */
export interface Card {
  readonly color: string | null;
  readonly parts: readonly Part[];
}

type Fields = Readonly<Record<string, unknown>>;

/** cardsOf reads a message's attachments. Nothing is trusted: what is not understood is shown as unknown. */
export function cardsOf(attachments: readonly unknown[]): readonly Card[] {
  return attachments.map((attachment) => {
    const given = fieldsOf(attachment);
    const blocks = listOf(given["blocks"]);
    return {
      color: colorOf(given["color"]),
      parts: blocks.length > 0 ? partsOf(blocks) : classicParts(given),
    };
  });
}

/** partsOf reads blocks. */
export function partsOf(blocks: readonly unknown[]): readonly Part[] {
  return blocks.flatMap((block) => partsOfBlock(fieldsOf(block)));
}

function partsOfBlock(block: Fields): readonly Part[] {
  const type = textOf(block["type"]) || "nothing";
  switch (type) {
    case "header":
      return [{ kind: "header", text: decodeEntities(textOf(fieldsOf(block["text"])["text"])) }];
    case "section":
      return sectionParts(block);
    case "context":
      return [{ kind: "context", elements: listOf(block["elements"]).map(textObject) }];
    case "image":
      return [pictureOf(block)];
    case "divider":
      return [{ kind: "divider" }];
    case "actions":
      return [{ kind: "buttons", buttons: listOf(block["elements"]).map(pressedPart) }];
    default:
      return [{ kind: "unknown", type }];
  }
}

/** Only a file of the stand-in's own is shown: the page loads nothing from elsewhere. */
function pictureOf(block: Fields): Part {
  const file = textOf(fieldsOf(block["slack_file"])["id"]);
  return {
    kind: "picture",
    file: /^[A-Z0-9]+$/.test(file) ? file : "",
    alt: textOf(block["alt_text"]),
  };
}

function sectionParts(block: Fields): readonly Part[] {
  const cells = listOf(block["fields"]).map(textObject);
  return [
    ...(block["text"] === undefined
      ? []
      : [{ kind: "text" as const, pieces: textObject(block["text"]) }]),
    ...(cells.length > 0 ? [{ kind: "fields" as const, cells }] : []),
    ...(block["accessory"] === undefined
      ? []
      : [{ kind: "buttons" as const, buttons: [pressedPart(block["accessory"])] }]),
  ];
}

/** An attachment without blocks, as older integrations and plain webhooks write them. */
function classicParts(given: Fields): readonly Part[] {
  const title = textOf(given["title"]);
  const text = textOf(given["text"]) || textOf(given["fallback"]);
  const footer = textOf(given["footer"]);
  return [
    ...(title ? [{ kind: "header" as const, text: decodeEntities(title) }] : []),
    ...(text ? [{ kind: "text" as const, pieces: parseMrkdwn(text) }] : []),
    ...(footer ? [{ kind: "context" as const, elements: [parseMrkdwn(footer)] }] : []),
  ];
}

function textObject(value: unknown): readonly Piece[] {
  const object = fieldsOf(value);
  const text = textOf(object["text"]) || textOf(object["alt_text"]);
  if (object["type"] === "mrkdwn") return parseMrkdwn(text);
  return [{ kind: "text", text: decodeEntities(text) }];
}

function pressedPart(element: unknown): PressedPart {
  const given = fieldsOf(element);
  const label = decodeEntities(textOf(fieldsOf(given["text"])["text"])) || textOf(given["type"]);
  const action = given["type"] === "button" ? textOf(given["action_id"]) : "";
  return { label, action, url: textOf(given["url"]) };
}

const NAMED_COLORS: Readonly<Record<string, string>> = {
  good: "#2eb67d",
  warning: "#ecb22e",
  danger: "#e01e5a",
};

/** Only a hexadecimal colour passes: it ends up in a style sheet. */
function colorOf(value: unknown): string | null {
  const text = textOf(value);
  const color = NAMED_COLORS[text] ?? (text.startsWith("#") ? text : `#${text}`);
  return /^#[0-9a-f]{6}$/i.test(color) ? color.toLowerCase() : null;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
