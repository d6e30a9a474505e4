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
  /** Where the history begins. */
  readonly start: number;
  readonly overlapMs: number;
  /** How far back everything is read; null before the first window. */
  readonly readFrom: number | null;
  /** Up to where windows were read one after another; null before the first. */
  readonly frontier: number | null;
}

/**
 * onwardFrom tells where a poll begins to read: an overlap behind the frontier, or with the newest day where there is none.
 * What lies between the frontier and now is always read, however long the daemon was down; only the overlap stops
 * where the history is not read yet: those days come whole, one after another.
 */
export function onwardFrom({ now, start, overlapMs, readFrom, frontier }: Spans): number {
  if (frontier === null) return dayOf(now - overlapMs, start);
  // Where the clock was set back, the frontier lies ahead of it.
  const reached = Math.min(frontier, now);
  return Math.max(reached - overlapMs, Math.min(reached, readFrom ?? start));
}

/** dayBefore is the next window of a history that is read newest first: the UTC day before `to`, or what of it is history. */
export function dayBefore(to: number, start: number): ReadWindow {
  return { from: dayOf(to - 1, start), to };
}

/** historyStart is where an account's history begins: it was asked for when the reading ended, or would end now. */
export function historyStart(account: {
  readonly now: number;
  readonly historyMs: number;
  readonly readyAt: number | null;
}): number {
  return (account.readyAt ?? account.now) - account.historyMs;
}

/** unreadSpans are the spans that a poll and those after it have to read, where that is more than a day in all. */
export function unreadSpans(spans: Spans): readonly ReadWindow[] {
  const { now, start, readFrom, frontier } = spans;
  const from = onwardFrom(spans);
  const unread =
    frontier === null || readFrom === null
      ? [{ from: start, to: now }]
      : [
          { from: now - from > DAY_MS ? from : now, to: now },
          { from: Math.min(start, readFrom), to: readFrom },
        ];
  const length = unread.reduce((sum, span) => sum + span.to - span.from, 0);
  return length > DAY_MS ? unread.filter((span) => span.from < span.to) : [];
}

function dayOf(at: number, notBefore: number): number {
  return Math.max(Math.floor(at / DAY_MS) * DAY_MS, notBefore);
}
