import { cleanText } from "../clean-text.ts";
import { cutText } from "../cut-text.ts";
import { startOf } from "../short-text.ts";

/** What formats a text, makes a mention, a link or an emoji of it: Discord shows each as it is behind a backslash. */
const ACTING = /[\\*_~`|<>[\]]|:(?=\/\/|[\w+-]+:)|^[-+#]|(?<=^\d{1,9})\.(?= )/g;

/** Backslash or not, these call everybody in old programs; a look-alike of their sign does not. */
const EVERYBODY = /@(?=everyone|here)/gi;

/** literal makes a text from data safe inside Discord's markdown: shown as it is, acting as nothing, at most `max` units long. */
export function literal(text: string, max: number): string {
  const clean = cleanText(startOf(text, max)).replace(EVERYBODY, "＠");
  return escaped(cutText(clean, max, (part) => escaped(part).length)) || "–";
}

function escaped(text: string): string {
  return text.replace(ACTING, (character) => `\\${character}`);
}
