import type { WrittenLink, WrittenText } from "../core/message/index.ts";

/** Private-use characters that frame a link in a rendered text; they are taken out of templates and data beforehand. */
const [OPEN, BETWEEN, CLOSE] = ["\ue000", "\ue001", "\ue002"] as const;
const MARKS = /[\ue000-\ue002]/g;
const LINK = /\ue000([^\ue000-\ue002]*)\ue001([^\ue000-\ue002]*)\ue002/g;

/** markedLink frames a link, to be found again by `writtenText`. */
export function markedLink({ label, url }: WrittenLink): string {
  return `${OPEN}${label}${BETWEEN}${url}${CLOSE}`;
}

/** withoutMarks takes out of a text what could be mistaken for a link's frame. */
export function withoutMarks(text: string): string {
  return text.replace(MARKS, "\ufffd");
}

/** writtenText reads a rendered text as lines of text and links; empty lines at its ends are left out. */
export function writtenText(rendered: string): WrittenText {
  return rendered
    .replace(/^(?:[ \t]*\r?\n)+/, "")
    .trimEnd()
    .split(/\r?\n/)
    .map(lineOf);
}

function lineOf(line: string): WrittenText[number] {
  const parts: (string | WrittenLink)[] = [];
  let done = 0;
  for (const match of line.matchAll(LINK)) {
    parts.push(line.slice(done, match.index));
    parts.push({ label: match[1] ?? "", url: match[2] ?? "" });
    done = match.index + match[0].length;
  }
  parts.push(line.slice(done));
  return parts
    .map((part) => (typeof part === "string" ? withoutMarks(part) : part))
    .filter((part) => part !== "");
}
