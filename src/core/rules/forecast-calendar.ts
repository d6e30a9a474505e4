import {
  type CalendarSpec,
  daysBetween,
  daysEarlier,
  type LocalDays,
  localDays,
  periodFinder,
} from "../time/index.ts";

/** PAST_DAYS is the most past days that a forecast rests on: eight weeks, so that each weekday is in them eight times. */
export const PAST_DAYS = 56;

/** ForecastPlan is what a forecast at one clock hour needs of the calendar; all groups share it. */
export interface ForecastPlan {
  /** First moments of today (0) and of the days before it, one more than PAST_DAYS. */
  readonly starts: readonly number[];
  /** The clock hour that began last, on each of those days (0: today). */
  readonly hours: readonly number[];
  /** Today's weekday: 0 is Monday. */
  readonly weekday: number;
  /** Whole days of the window before today. */
  readonly elapsed: number;
  /** Whole days of the window after today. */
  readonly ahead: number;
  /** First moment after the window. */
  readonly until: number;
}

/** ForecastCalendar gives the plan of a moment; the calendar is asked only when the hour, the day or the window turns. */
export class ForecastCalendar {
  readonly #spec: CalendarSpec;
  readonly #period: ReturnType<typeof periodFinder>;
  readonly #hour: ReturnType<typeof periodFinder>;
  readonly #earlier: ReturnType<typeof daysEarlier>;
  #days: LocalDays = { starts: [0], next: 0, weekday: 0 };
  #plan: ForecastPlan | null = null;
  #drawnFor = Number.NaN;

  constructor(spec: CalendarSpec) {
    this.#spec = spec;
    this.#period = periodFinder(spec);
    this.#hour = periodFinder({ ...spec, unit: "hour" });
    this.#earlier = daysEarlier(spec.timezone);
  }

  /** at returns the plan of a moment: the same object for as long as nothing of it changes. */
  at(at: number): ForecastPlan {
    const hour = this.#hour(at).start;
    if (this.#plan === null || this.#drawnFor !== hour) this.#plan = this.#draw(at, hour);
    this.#drawnFor = hour;
    return this.#plan;
  }

  #draw(at: number, hour: number): ForecastPlan {
    const { timezone } = this.#spec;
    const today = this.#days.starts[0] as number;
    if (at < today || at >= this.#days.next) this.#days = localDays(at, timezone, PAST_DAYS + 1);
    const { starts, next, weekday } = this.#days;
    const { start, next: until } = this.#period(at);
    return {
      starts,
      // An hour that the clock skips on a past day begins with what follows it, but never outside of that day.
      hours: starts.map((day, back) =>
        back === 0
          ? Math.max(hour, day)
          : Math.min(Math.max(this.#earlier(hour, back), day), starts[back - 1] as number),
      ),
      weekday,
      elapsed: daysBetween(start, at, timezone),
      ahead: Math.max(0, daysBetween(next, until, timezone)),
      until,
    };
  }
}
