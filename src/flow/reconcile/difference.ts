import type { TimeSpan } from "../../core/ports/index.ts";

/**
 * How near to an edge of a window, in ms, it is uncertain whether the API counts a row to the window. The API does not say
 * whether its bounds are inclusive, nor whether it compares whole seconds; edges are whole seconds for that reason.
 */
export const EDGE_MS = 1_000;

/** Difference is how many rows more the API counts than the ledger holds: between `least` and `most`, both negative for fewer. */
export interface Difference {
  readonly least: number;
  readonly most: number;
}

/** differs tells whether it is certain that the numbers are not the same. */
export function differs({ least, most }: Difference): boolean {
  return least > 0 || most < 0;
}

/** rest is the difference of what is left of a window once a part of it is known. */
export function rest(whole: Difference, part: Difference): Difference {
  return { least: whole.least - part.most, most: whole.most - part.least };
}

/** countedSpans are the spans of the ledger that tell a window's difference: what is surely inside, and both edges. */
export function countedSpans({ from, to }: TimeSpan): readonly [TimeSpan, TimeSpan, TimeSpan] {
  const [start, end] = [from + EDGE_MS, Math.max(from + EDGE_MS, to - EDGE_MS)];
  return [
    { from: start, to: end },
    { from: from - EDGE_MS + 1, to: start },
    { from: end, to: Math.max(end, to + EDGE_MS) },
  ];
}

/** differenceOf compares the API's total of a window with the ledger's counts of its countedSpans. */
export function differenceOf(total: number, counts: readonly number[]): Difference {
  const [inside = 0, first = 0, last = 0] = counts;
  return { least: total - inside - first - last, most: total - inside };
}

/** differenceText says it in words. */
export function differenceText({ least, most }: Difference): string {
  const off = least > 0 ? least : -most;
  return `the API counts ${off} ${off === 1 ? "row" : "rows"} ${least > 0 ? "more" : "fewer"} than the ledger holds`;
}
