import { distance } from "fastest-levenshtein";

/**
 * nearest returns the allowed word that `word` is most likely meant to be, or null when none is near: one that it is
 * the beginning of, or a misspelling. Near means at most a third of the letters differ (two at least for words of four letters or more), case aside.
 */
export function nearest(word: string, allowed: Iterable<string>): string | null {
  return misspelt(word, allowed) ?? begun(fold(word), allowed);
}

/** misspelt returns the allowed word that `word` is a misspelling of, letter by letter, or null. */
export function misspelt(word: string, allowed: Iterable<string>): string | null {
  const given = fold(word);
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of allowed) {
    const steps = distance(given, fold(candidate));
    if (steps < least) {
      best = candidate;
      least = steps;
    }
  }
  return best !== null && least <= tolerance(given, fold(best)) ? best : null;
}

/** The one word that `word` is the beginning of: "warn" for "warning". */
function begun(word: string, allowed: Iterable<string>): string | null {
  if (word.length < 3) return null;
  const longer = [...allowed].filter((candidate) => fold(candidate).startsWith(word));
  return longer.length === 1 ? (longer[0] ?? null) : null;
}

function tolerance(word: string, candidate: string): number {
  const letters = Math.max(word.length, candidate.length);
  if (letters < 4) return 1;
  return Math.max(2, Math.floor(letters / 3));
}

/** Hyphens, spaces and case are what people vary without thinking. */
function fold(word: string): string {
  return word.toLowerCase().replace(/[-\s]/g, "_");
}
