import type { WrittenText } from "../../core/message/index.ts";
import { spaced, writtenLines } from "../written-lines.ts";
import { type Block, section } from "./blocks.ts";
import { linkTo } from "./link-to.ts";
import { literal } from "./literal.ts";

/** Slack's sections hold 3,000 units; with three of them the message stays within its total. */
const SECTION = 2_900;
const SECTIONS = 3;

/** writtenBlocks lays out a receiver's own text: its lines, and its links. */
export function writtenBlocks(text: WrittenText): readonly Block[] {
  const plain = (part: string) => spaced(part, (bare) => literal(bare, 1_500));
  const link = (label: string, url: string) => linkTo(url, literal(label, 150)) || plain(label);
  const lines = writtenLines(text, { text: plain, link }).map(fittingLine);
  const sections: string[] = [];
  let current = "";
  for (const line of lines) {
    const longer = current === "" ? line : `${current}\n${line}`;
    if (longer.length > SECTION) {
      sections.push(current);
      current = line;
    } else current = longer;
  }
  const all = [...sections, current].filter((each) => each.trim() !== "");
  if (all.length <= SECTIONS) return all.map(section);
  return [...all.slice(0, SECTIONS), "(the rest is too long for Slack)"].map(section);
}

/** A part of a line is in whole or not at all: half a link or half an entity would be shown as it is written. */
function fittingLine(parts: readonly string[]): string {
  let line = "";
  for (const part of parts) if (line.length + part.length <= SECTION) line += part;
  return line;
}
