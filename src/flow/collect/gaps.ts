import type { ReadWindow } from "./windows.ts";

const FIRST_WAIT_MS = 5 * 60_000;
const LONGEST_WAIT_MS = 60 * 60_000;

/** Gap is a window that no sweep could prove complete, and when it is read again. */
export interface Gap extends ReadWindow {
  readonly tries: number;
  readonly nextAt: number;
}

/** Gaps are an account's gaps, oldest first, none overlapping another. */
export type Gaps = readonly Gap[];

/**
 * withGap adds a window to the gaps, or puts off its next reading where it is one already: a row that can never be read must
 * not make every poll read the same days again.
 */
export function withGap(gaps: Gaps, window: ReadWindow, now: number): Gaps {
  const known = gaps.find((gap) => gap.from === window.from && gap.to === window.to);
  const tries = (known?.tries ?? 0) + 1;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);
  const gap: Gap = { from: window.from, to: window.to, tries, nextAt: now + wait };
  return [...proven(gaps, window), gap].sort((a, b) => a.from - b.from);
}

/** proven takes a window that a sweep proved complete out of the gaps; what it covers in part is shortened. */
export function proven(gaps: Gaps, window: ReadWindow): Gaps {
  return gaps.flatMap((gap) => {
    if (window.to <= gap.from || window.from >= gap.to) return [gap];
    return [
      { ...gap, to: Math.min(gap.to, window.from) },
      { ...gap, from: Math.max(gap.from, window.to) },
    ].filter((rest) => rest.from < rest.to);
  });
}

/** completeTo is the moment to which everything is proven: the oldest gap's start, or how far was read. */
export function completeTo(gaps: Gaps, frontier: number): number {
  return Math.min(frontier, gaps[0]?.from ?? frontier);
}

/** readFrom is the moment from which on everything is proven: the newest gap's end, or how far back was read. */
export function readFrom(gaps: Gaps, back: number): number {
  return Math.max(back, gaps.at(-1)?.to ?? back);
}
