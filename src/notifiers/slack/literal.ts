import { cleanText } from "../clean-text.ts";
import { cutText } from "../cut-text.ts";
import { startOf } from "../short-text.ts";

/**
 * LOOKALIKES stand in for the characters that format text in mrkdwn. Slack has no escape for them; a backslash or an
 * invisible character would be copied along with names and ids, a look-alike is at least seen.
 */
const LOOKALIKES: Readonly<Record<string, string>> = { "*": "∗", "~": "∼", "`": "ˋ", _: "ˍ" };

/** An underscore formats only at the edge of a word: `red_team` may keep its own. */
const FORMATTING = /[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/** A word between colons would become an emoji, a time of day would not. */
const EMOJI = /:(?=[\w+-]*[a-z][\w+-]*:)/gi;

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** literal makes a text from data safe inside mrkdwn: shown as it is, acting as nothing, at most `max` units long. */
export function literal(text: string, max: number): string {
  const neutral = cleanText(startOf(text, max))
    .replace(FORMATTING, (character) => LOOKALIKES[character] ?? character)
    .replace(EMOJI, "꞉")
    // At the start of a line even an escaped > makes a quotation.
    .replace(/^(\u2066?)>/, "$1›");
  return shown(neutral, max);
}

/** plain makes a text from data safe for a plain_text object, whose only special characters are `& < >`. */
export function plain(text: string, max: number): string {
  return shown(cleanText(startOf(text, max)), max);
}

/** Slack refuses empty texts: one of which nothing can be seen is shown as a dash. */
function shown(clean: string, max: number): string {
  return escaped(cutText(clean, max, (part) => escaped(part).length)) || "–";
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => ESCAPES[character] ?? character);
}
