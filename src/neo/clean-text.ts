/** LONGEST_TEXT is how many characters of a title or an error message are kept. */
export const LONGEST_TEXT = 20_000;
/** LONGEST_NAME is how many characters of a name are kept: in UTF-8 it still fits a key of a database index. */
export const LONGEST_NAME = 500;

/**
 * Neither can be stored: PostgreSQL refuses NUL in texts and JSON, and half a surrogate pair is no UTF-8.
 * With the `u` flag only halves that stand alone match.
 */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** Whatever could be unstorable, pairs of surrogates too: quicker to look for than what is. */
const SUSPECT = /[\0\uD800-\uDFFF]/;

/**
 * cleanText makes a text of the API storable: at most `longest` characters, with U+FFFD in the place of
 * NUL and of lone surrogates, so that one broken title cannot make a whole page of rows fail.
 */
export function cleanText(text: string, longest = LONGEST_TEXT): string {
  if (text.length <= longest && !SUSPECT.test(text)) return text;
  return text.slice(0, longest).replace(UNSTORABLE, "\uFFFD");
}

/** cleanName is cleanText for names: members, models, statuses, tools, agents and ids. */
export function cleanName(text: string): string {
  return cleanText(text, LONGEST_NAME);
}
