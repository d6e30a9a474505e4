import { changesAfter, holdsAt } from "./interval-changes.ts";
import type { TimeInterval } from "./time-interval.ts";

/** IntervalState is whether an interval holds at a moment, and when that changes, ms since the epoch; infinite where it never does. */
export interface IntervalState {
  readonly holds: boolean;
  readonly until: number;
}

/** IntervalCalendar looks intervals up. */
export type IntervalCalendar = (interval: TimeInterval, at: number) => IntervalState;

/** createIntervalCalendar looks intervals up with the last answer for each kept, so that the calendar is asked once a change. */
export function createIntervalCalendar(): IntervalCalendar {
  const kept = new WeakMap<TimeInterval, IntervalState & { readonly from: number }>();
  return (interval, at) => {
    const known = kept.get(interval);
    if (known && at >= known.from && at < known.until) return known;
    const until = changesAfter(interval, at) ?? Number.POSITIVE_INFINITY;
    const state = { holds: holdsAt(interval, at), from: at, until };
    kept.set(interval, state);
    return state;
  };
}
