import { widened } from "../engine/columns/columns.ts";
import { selected } from "../metrics/middle.ts";
import { type DaysEarlier, daysEarlier } from "../time/season.ts";
import type { GroupIndex } from "../windows/group-index.ts";
import type { GroupSeries } from "../windows/group-series.ts";
import type { MetricRef } from "./spec.ts";

const SEASON_DAYS = { day: 1, week: 7 } as const;

/** Compared is what must be known of a rule that compares a window with earlier ones. */
export interface Compared {
  readonly metric: MetricRef;
  readonly overMs: number;
  readonly versusMs: number;
  /** Only the same window of earlier days or weeks, by the clock of `timezone`. */
  readonly season?: "day" | "week";
  readonly timezone: string;
}

/**
 * EarlierWindows finds the windows before the present one in a group's series: equal in length, wholly within `versus`, and none
 * that opens before the group's first row of the look-back (versus + over). It also tells for how long they hold the same rows,
 * so that a verdict on them need not be worked out again at each tick.
 */
export class EarlierWindows {
  count = 0;
  /** The places in the series of each window's rows, `to` excluded; the latest window first. */
  from = new Int32Array(64);
  to = new Int32Array(64);
  readonly #rule: Compared;
  readonly #index: Pick<GroupIndex, "series">;
  readonly #earlier: DaysEarlier;
  /** When each window's first or last edge comes to the next row. */
  #moves = new Float64Array(64);
  /** The first of these moments. */
  #soonest = Number.POSITIVE_INFINITY;
  #ranked = new Float64Array(64);
  /** When a window comes or goes. */
  #until = Number.POSITIVE_INFINITY;

  constructor(rule: Compared, index: Pick<GroupIndex, "series">) {
    this.#rule = rule;
    this.#index = index;
    this.#earlier = daysEarlier(rule.timezone);
  }

  /** place finds the windows as of `at` and returns the series that they are in; undefined where the group has no row. */
  place(group: number, at: number): GroupSeries | undefined {
    const { overMs, versusMs } = this.#rule;
    this.count = 0;
    this.#until = Number.POSITIVE_INFINITY;
    this.#soonest = Number.POSITIVE_INFINITY;
    const series = this.#index.series(group, at);
    if (series === undefined) return undefined;
    const first = series.time(series.after(at - versusMs - overMs));
    if (first === undefined) return undefined;
    this.#until = first + versusMs + overMs;
    this.#placeEach(series, at, first);
    return series;
  }

  /**
   * until is the moment before which the windows stay the same but for at most `others` of them, unless rows are put or taken back.
   * It is not after the present moment where the clock changed within them, as their edges then do not move alike.
   */
  until(others: number): number {
    const { count } = this;
    if (others >= count) return this.#until;
    if (others === 0) return Math.min(this.#until, this.#soonest);
    this.#ranked.set(this.#moves.subarray(0, count));
    return Math.min(this.#until, selected(this.#ranked.subarray(0, count), others));
  }

  #placeEach(series: GroupSeries, at: number, first: number): void {
    const { overMs, versusMs, season } = this.#rule;
    const earliest = Math.max(at - versusMs, first);
    let edge = series.length;
    let left = Number.POSITIVE_INFINITY;
    let to = edge;
    let begun = at;
    for (let back = 1; ; back++) {
      const end = this.#end(at, back);
      const start = end - overMs;
      if (start < earliest) {
        this.#endAt(at, back, first - start);
        return;
      }
      if (end > at - overMs) continue; // a season shorter than the window: they would overlap
      // Without a season each window ends where the one before it, later in time, begins.
      if (season !== undefined || this.count === 0) {
        // Windows longer than their season overlap: the next one ends after this one begins, and before it ends.
        edge = series.afterUpTo(end, end <= begun ? edge : to);
        left = series.timeFrom(edge) - end;
      }
      to = edge;
      begun = start;
      const ends = left;
      edge = series.afterUpTo(start, to);
      left = series.timeFrom(edge) - start;
      this.#push(edge, to, at + Math.min(left, ends));
    }
  }

  /** The next window begins so long before the group's first row; where it begins later, it is `versus` that leaves no room for it. */
  #endAt(at: number, back: number, missing: number): void {
    const { season } = this.#rule;
    const grows = missing > 0 ? at + missing : Number.POSITIVE_INFINITY;
    const turns =
      season === undefined
        ? Number.POSITIVE_INFINITY
        : this.#earlier.steadyUntil(at, back * SEASON_DAYS[season]);
    this.#until = Math.min(this.#until, grows, turns);
  }

  #push(from: number, to: number, move: number): void {
    if (this.count === this.from.length) this.#widen(this.count * 2);
    this.from[this.count] = from;
    this.to[this.count] = to;
    this.#moves[this.count++] = move;
    if (move < this.#soonest) this.#soonest = move;
  }

  #widen(room: number): void {
    this.from = widened(this.from, new Int32Array(room));
    this.to = widened(this.to, new Int32Array(room));
    this.#moves = widened(this.#moves, new Float64Array(room));
    this.#ranked = new Float64Array(room);
  }

  #end(at: number, back: number): number {
    const { season, overMs } = this.#rule;
    return season === undefined
      ? at - back * overMs
      : this.#earlier(at, back * SEASON_DAYS[season]);
  }
}
