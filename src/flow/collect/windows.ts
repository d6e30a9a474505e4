/** DAY_MS is the length of the windows in which history is read: each is a sweep that can be proven on its own. */
export const DAY_MS = 86_400_000;

/** ReadWindow is a half-open span of creation times, `[from, to)`, ms since the epoch. */
export interface ReadWindow {
  readonly from: number;
  readonly to: number;
}

/** dayWindows cuts a span into windows of at most a day, oldest first; the last one ends at `to`. */
export function dayWindows(from: number, to: number): readonly ReadWindow[] {
  const windows: ReadWindow[] = [];
  for (let start = from; start < to; start += DAY_MS) {
    windows.push({ from: start, to: Math.min(start + DAY_MS, to) });
  }
  return windows;
}

/** Spans are what a poll's windows are computed from; times and durations in ms. */
export interface Spans {
  readonly now: number;
  readonly historyMs: number;
  readonly overlapMs: number;
  readonly readyAt: number | null;
  /** Up to where windows were read one after another; null before the first. */
  readonly frontier: number | null;
}

/**
 * onwardFrom tells where a poll begins to read: an overlap behind the frontier, the start of the history where there is none.
 * What lies between the frontier and now is always read, however long the daemon was down; only the
 * overlap stops at the start of the history, since older rows would come as news long after the first digest.
 */
export function onwardFrom(spans: Spans): number {
  const start = historyStart(spans);
  if (spans.frontier === null) return start;
  // Where the clock was set back, the frontier lies ahead of it.
  const frontier = Math.min(spans.frontier, spans.now);
  return Math.max(frontier - spans.overlapMs, Math.min(frontier, start));
}

/** historyStart is the moment before which nothing of an account was ever asked for. */
export function historyStart(spans: Pick<Spans, "now" | "historyMs" | "readyAt">): number {
  return (spans.readyAt ?? spans.now) - spans.historyMs;
}
