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
  #window = { start: Number.NaN, elapsed: 0, ahead: 0, until: 0 };
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
    this.#turn(at);
    const { starts, weekday } = this.#days;
    const { elapsed, ahead, until } = this.#window;
    // An hour that the clock skips on a past day begins with what follows it, but never outside of that day.
    const hours = starts.map((day, back) => {
      if (back === 0) return Math.max(hour, day);
      return Math.min(Math.max(this.#earlier(hour, back), day), starts[back - 1] as number);
    });
    return { starts, hours, weekday, elapsed, ahead, until };
  }

  /** Looks up the day and where in the window it lies, if that has turned. */
  #turn(at: number): void {
    const { timezone } = this.#spec;
    const { start, next: until } = this.#period(at);
    const sameDay = at >= (this.#days.starts[0] as number) && at < this.#days.next;
    if (sameDay && this.#window.start === start) return;
    this.#days = localDays(at, timezone, PAST_DAYS + 1);
    this.#window = {
      start,
      elapsed: daysBetween(start, at, timezone),
      ahead: Math.max(0, daysBetween(this.#days.next, until, timezone)),
      until,
    };
  }
}
