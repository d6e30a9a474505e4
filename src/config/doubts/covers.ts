import type { TextMatcher } from "../../core/rules/index.ts";
import { isLiteral } from "../values/pattern.ts";

/**
 * covers tells whether a pattern certainly matches all that another one does: it is the same, it matches the text that the
 * other stands for, or it is a glob that takes the other glob's wildcards by its own `*`. Of what it cannot tell it says no.
 */
export function covers(wide: TextMatcher, narrow: TextMatcher): boolean {
  if (wide.source === narrow.source) return true;
  if (isLiteral(narrow.source)) return wide.matches(narrow.source);
  // A `?` could stand for the other's `*`, which may also be longer or nothing; a regular expression looks anywhere.
  if (isRegex(narrow.source) || isRegex(wide.source)) return wide.source === "*";
  return !wide.source.includes("?") && wide.matches(narrow.source);
}

function isRegex(source: string): boolean {
  return /^\/.+\/i?$/.test(source);
}
