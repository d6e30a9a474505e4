import { nearest } from "../../config/index.ts";

const MOST = 3;

/** nearNames lists the names that somebody may have meant: those that hold the word, else the one that it is a misspelling of. */
export function nearNames(word: string, names: readonly string[]): readonly string[] {
  const given = word.toLowerCase();
  const holding = names.filter((name) => name.toLowerCase().includes(given));
  if (holding.length > 0) return holding.slice(0, MOST);
  // Of a member, people often type no more than what is before the @.
  const near = nearest(word, names) ?? nearLocal(given, names);
  return near === null ? [] : [near];
}

function nearLocal(word: string, names: readonly string[]): string | null {
  const byLocal = new Map(names.map((name) => [name.split("@")[0] ?? name, name]));
  const local = nearest(word, byLocal.keys());
  return local === null ? null : (byLocal.get(local) ?? null);
}
