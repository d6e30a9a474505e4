import { isDeepStrictEqual } from "node:util";
import type { Journaled } from "../held.ts";

/** brokenJournal lists where the journal contradicts itself: entries out of order, a row added twice, a change that starts from what was not. */
export function brokenJournal(journal: readonly Journaled[]): readonly string[] {
  const states = new Map<number, Record<string, unknown>>();
  return journal.flatMap((entry, i) => {
    const { seq, rowNo, kind, after } = entry;
    const known = states.get(rowNo);
    const wrong = contradictions(entry, known);
    states.set(rowNo, { ...known, ...(kind === "retracted" ? { retracted: true } : {}), ...after });
    return seq === i + 1 ? wrong : [`the journal's entry ${i + 1} has the number ${seq}`, ...wrong];
  });
}

function contradictions(
  { seq, rowNo, kind, before }: Journaled,
  known: Record<string, unknown> | undefined,
): readonly string[] {
  if ((kind === "added") !== (known === undefined))
    return [`row ${rowNo} was ${kind} at ${seq}, wrongly`];
  return Object.entries(before ?? {})
    .filter(([field, value]) => known && field in known && !isDeepStrictEqual(known[field], value))
    .map(
      ([field, value]) =>
        `entry ${seq} changes ${field} of row ${rowNo} from ${value}, it was ${known?.[field]}`,
    );
}
