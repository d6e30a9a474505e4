import type { Nano } from "../money.ts";
import { type Period, periodAt, periodsWithin } from "../statements/index.ts";
import type { Stretch } from "./report.ts";

/** Cut is a period and the one before it, cut into stretches: the ends of each, oldest first. */
export interface Cut {
  readonly now: readonly number[];
  readonly before: readonly number[];
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Fewer days than these are shown by the hour. */
const BY_HOUR_DAYS = 2;
/** More stretches than these are no longer told apart. */
const MOST = 400;

/** courseOf cuts a period and the one before it into hours or days, up to `now`. */
export function courseOf(period: Period, before: Period, timezone: string, now: number): Cut {
  const hourly = period.to - period.from < BY_HOUR_DAYS * DAY_MS;
  const ends = (from: number, to: number) => (hourly ? hours(from, to) : days(from, to, timezone));
  return {
    now: ends(period.from, Math.min(period.to, now)).slice(0, MOST + 1),
    before: ends(before.from, before.to).slice(0, MOST + 1),
  };
}

/** CourseTally adds up what was spent in each stretch. */
export class CourseTally {
  readonly #cut: Cut;
  readonly #spend: number[];
  readonly #before: number[];

  constructor(cut: Cut) {
    this.#cut = cut;
    this.#spend = Array.from({ length: Math.max(0, cut.now.length - 1) }, () => 0);
    this.#before = Array.from({ length: Math.max(0, cut.before.length - 1) }, () => 0);
  }

  /** take adds what was spent at a moment. */
  take(at: number, spend: Nano): void {
    add(this.#spend, this.#cut.now, at, spend);
    add(this.#before, this.#cut.before, at, spend);
  }

  /** course lists the stretches, each beside the one as far into the period before. */
  course(): readonly Stretch[] {
    return this.#spend.map((spend, index) => ({
      from: this.#cut.now[index] as number,
      to: this.#cut.now[index + 1] as number,
      spend,
      before: this.#before[index] ?? null,
    }));
  }
}

function add(sums: number[], ends: readonly number[], at: number, spend: Nano): void {
  if (at < (ends[0] ?? Number.POSITIVE_INFINITY) || at >= (ends.at(-1) ?? 0)) return;
  let [low, high] = [0, ends.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as number) <= at) low = middle;
    else high = middle;
  }
  sums[low] = (sums[low] ?? 0) + spend;
}

function hours(from: number, to: number): readonly number[] {
  const count = Math.ceil((to - from) / HOUR_MS);
  return Array.from({ length: count + 1 }, (_, hour) => Math.min(to, from + hour * HOUR_MS));
}

/** The last day ends where the stretch ends, whole or not. */
function days(from: number, to: number, timezone: string): readonly number[] {
  const last = periodAt("day", to - 1, timezone);
  const starts = periodsWithin("day", from, last.to, timezone).map((day) => day.from);
  return [...starts, to];
}
