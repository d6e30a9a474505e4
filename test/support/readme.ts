import { readFileSync } from "node:fs";

/** Block is one fenced block of a Markdown file, with the line on which it begins. */
export interface Block {
  readonly language: string;
  readonly text: string;
  readonly line: number;
}

/** blocksOf reads the fenced blocks of a Markdown file in their order. */
export function blocksOf(file: string): Block[] {
  const blocks: Block[] = [];
  let open: { language: string; line: number; lines: string[] } | null = null;
  readFileSync(file, "utf8")
    .split("\n")
    .forEach((text, index) => {
      const fence = /^```(\w*)$/.exec(text);
      if (!fence) open?.lines.push(text);
      else if (open) {
        blocks.push({ language: open.language, text: open.lines.join("\n"), line: open.line });
        open = null;
      } else open = { language: fence[1] ?? "", line: index + 1, lines: [] };
    });
  return blocks;
}

/** commandsOf lists the command lines of a Markdown file's `sh` blocks in their order. */
export function commandsOf(file: string): string[] {
  return blocksOf(file)
    .filter(({ language }) => language === "sh")
    .flatMap(({ text }) => text.split("\n").filter((line) => line.trim() !== ""));
}
