import type { RowPart } from "../engine/engine.ts";
import type { Contributor } from "../engine/finding.ts";
import type { Unit } from "../rules/spec.ts";
import type { LedgerRow } from "../stream.ts";

/** RowShare is a row with what it has in an alert's value. */
export interface RowShare extends Pick<RowPart, "value"> {
  readonly row: LedgerRow;
}

/** usedBy adds up, for each tool or agent that rows name, what those rows have in an alert's value; the largest first. */
export function usedBy(
  shares: readonly RowShare[],
  dimension: "tools" | "agents",
  unit: Unit,
  most: number,
): readonly Contributor[] {
  const found = new Map<string, { value: number; streams: number }>();
  for (const { row, value } of shares) {
    for (const name of Object.keys(row[dimension])) {
      const tally = found.get(name) ?? { value: 0, streams: 0 };
      tally.value += value;
      tally.streams += 1;
      found.set(name, tally);
    }
  }
  return [...found]
    .map(([id, tally]) => ({ id, title: null, ...tally, unit }))
    .sort((a, b) => b.value - a.value || b.streams - a.streams || (a.id < b.id ? -1 : 1))
    .slice(0, most);
}
