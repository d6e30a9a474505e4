import type { TimeSpan } from "../../core/ports/index.ts";
import { DAY_MS } from "../collect/windows.ts";
import { daysOf, dayWithin, type ProofBook } from "./proof-book.ts";

/** What is past of a day that still goes on is read again at least this often, ms. */
const TODAY_EVERY_MS = 60 * 60_000;
/** A day whose sums agree with the API's own is read so many times more seldom. */
const AGREEING_TIMES = 4;

/** A part of a day that is to be read again, and since when. */
interface Turn {
  readonly window: TimeSpan;
  readonly dueAt: number;
}

/** closedDays are the days wholly within a span that ends where rows are still arriving, by their first moments. */
export function closedDays(span: TimeSpan): readonly number[] {
  return daysOf(span).filter((day) => day >= span.from && day + DAY_MS <= span.to);
}

/**
 * nextTurn is a part of a span that is to be read again: of the day that has waited longest for it, where its time has come.
 * A day's turn comes `rereadEveryMs` after its last one, after four times that where the API's summary agrees with it, and
 * that of what is past of the last day every hour. With it comes all that has waited half as long, so that
 * what polls read minute by minute is not read again minute by minute.
 */
export function nextTurn(
  book: ProofBook,
  span: TimeSpan,
  options: {
    readonly now: number;
    readonly rereadEveryMs: number;
    /** Days whose sums the API's summary agrees with. */
    readonly agreeing: ReadonlySet<number>;
  },
): TimeSpan | null {
  const { now, rereadEveryMs, agreeing } = options;
  const turns = daysOf(span).flatMap((day): Turn[] => {
    const part = dayWithin(day, span);
    const every =
      part.to < day + DAY_MS
        ? Math.min(TODAY_EVERY_MS, rereadEveryMs)
        : rereadEveryMs * (agreeing.has(day) ? AGREEING_TIMES : 1);
    if (!book.untried(part, now - every)) return [];
    const window = book.untried(part, now - every / 2);
    const dueAt = (book.triedAt(part) ?? Number.NEGATIVE_INFINITY) + every;
    return window ? [{ window, dueAt }] : [];
  });
  return turns.sort((left, right) => left.dueAt - right.dueAt)[0]?.window ?? null;
}

/** firstPart cuts a window of so many rows down to about `mostRows`, from its beginning; rows are taken to lie evenly. */
export function firstPart(window: TimeSpan, rows: number, mostRows: number): TimeSpan {
  if (rows <= mostRows) return window;
  const share = mostRows / rows;
  const to = window.from + Math.ceil((window.to - window.from) * share);
  return { from: window.from, to: Math.min(to, window.to) };
}
