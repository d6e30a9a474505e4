import { type Html, html } from "../../core/html.ts";
import type { WrittenText } from "../../core/message/index.ts";
import { shortText } from "../short-text.ts";
import { spaced, writtenLines } from "../written-lines.ts";
import { FONT } from "./palette.ts";

/** writtenHtml lays out a receiver's own text: its lines, and its links. */
export function writtenHtml(text: WrittenText): Html {
  const plain = (part: string) => spaced(part, (bare) => shortText(bare, 1_500));
  const lines = writtenLines<Html>(text, {
    text: (part) => html`${plain(part)}`,
    link: (label, url) =>
      html`<a class="link" href="${url}" style="color:#175cd3;text-decoration:underline;">${plain(label)}</a>`,
  });
  return html`<div class="ink" style="font:14px/20px ${FONT};color:#344054;word-break:break-word;">${lines.map((line) => html`${line}<br>`)}</div>`;
}
