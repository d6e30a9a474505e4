import type { TimeSpan } from "../../core/ports/index.ts";
import { type Difference, differs, rest } from "./difference.ts";

/** A window whose rows fit one page is read rather than halved again. */
const PAGE_ROWS = 200;
/** A window is never halved below this, in ms. */
const SHORTEST_MS = 60_000;

/** Suspect is a window whose rows are not as many as the API counts. */
export interface Suspect {
  readonly window: TimeSpan;
  /** Rows of it that the ledger holds. */
  readonly rows: number;
  readonly off: Difference;
}

/** Half is the first half of a suspect as it was counted. */
export interface Half {
  readonly rows: number;
  readonly off: Difference;
}

/** SEARCH_STEPS name what to do with a suspect. */
export type SearchStep =
  /** Cut it at about `cut`, at most `withinMs` away, and count the first half. */
  | { readonly step: "halve"; readonly cut: number; readonly withinMs: number }
  /** It is small enough to be read. */
  | { readonly step: "read" };

/** nextStep decides how a suspect is narrowed down. */
export function nextStep({ window, rows, off }: Suspect): SearchStep {
  const { from, to } = window;
  if (rows + Math.max(0, off.most) <= PAGE_ROWS) return { step: "read" };
  if (to - from <= SHORTEST_MS) return { step: "read" };
  return { step: "halve", cut: wholeSecond((from + to) / 2), withinMs: (to - from) / 4 };
}

/**
 * halved tells in which halves of a suspect the difference is, once the first half was counted: what that does not
 * explain is in the second, so that one request a step is enough. None where rows too near to the cut leave it open.
 */
export function halved({ window, rows, off }: Suspect, cut: number, first: Half): Suspect[] {
  const halves = [
    { window: { from: window.from, to: cut }, ...first },
    {
      window: { from: cut, to: window.to },
      rows: Math.max(0, rows - first.rows),
      off: rest(off, first.off),
    },
  ];
  return halves.filter((half) => differs(half.off));
}

/** wholeSecond is the whole second nearest to a moment. */
export function wholeSecond(at: number): number {
  return Math.round(at / 1_000) * 1_000;
}
