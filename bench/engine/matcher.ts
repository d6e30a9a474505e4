import type { TextMatcher } from "../../src/core/rules/index.ts";

/** createMatcher matches texts by how they end. */
export function createMatcher(ending: string): TextMatcher {
  return { source: `*${ending}`, matches: (text) => text.endsWith(ending) };
}
