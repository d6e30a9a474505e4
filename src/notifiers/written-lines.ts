import type { WrittenLink, WrittenText } from "../core/message/index.ts";
import { shortText } from "./short-text.ts";
import { webLink } from "./web-link.ts";

const LONGEST_PART = 1_500;
const LONGEST_LINK = 2_000;

/** Writer says how a medium shows text from data, and a link whose label is shown already. */
export interface Writer<T> {
  readonly text: (text: string) => T;
  readonly link: (label: string, url: string) => T;
}

/** writtenLines gives the lines of a receiver's own text as a medium shows them; a link that leads nowhere is its label. */
export function writtenLines<T>(text: WrittenText, writer: Writer<T>): readonly (readonly T[])[] {
  return text.map((line) =>
    line.map((part) => (typeof part === "string" ? writer.text(part) : link(part, writer))),
  );
}

/** plainLines gives the lines of a receiver's own text for a medium without links: `label: address`. */
export function plainLines(text: WrittenText): readonly string[] {
  const plain = (part: string) => spaced(part, (bare) => shortText(bare, LONGEST_PART));
  const lines = writtenLines(text, {
    text: plain,
    link: (label, url) => (label === url ? url : `${plain(label)}: ${url}`),
  });
  return lines.map((line) => line.join("").trimEnd());
}

/** spaced writes a text without the blanks at its ends, which cleaning would drop, and puts one back for each. */
export function spaced(text: string, write: (bare: string) => string): string {
  const bare = text.trim();
  if (bare === "") return text === "" ? "" : " ";
  return `${/^\s/.test(text) ? " " : ""}${write(bare)}${/\s$/.test(text) ? " " : ""}`;
}

function link<T>({ label, url }: WrittenLink, writer: Writer<T>): T {
  const address = webLink(url);
  if (!address || address.length > LONGEST_LINK) return writer.text(label);
  return writer.link(label.trim() || address, address);
}
