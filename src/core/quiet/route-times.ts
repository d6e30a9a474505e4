import type { Route } from "../routing/route.ts";
import type { IntervalCalendar, NamedInterval } from "../time/index.ts";

/** Mute says why a route says nothing at a moment. */
export interface Mute {
  readonly reason: "mute_time" | "outside_active_time";
  /** The names of the intervals that say so. */
  readonly source: string;
}

/** Timed is a route, as far as its times go. */
export type Timed = Pick<Route, "muteTimes" | "activeTimes">;

/** RouteTimes is whether a route is mute at a moment, and when that may change (ms since the epoch; infinite where it never does). */
export interface RouteTimes {
  readonly mute: Mute | null;
  readonly until: number;
}

/** routeTimes looks a route's mute and active times up; being mute comes first. */
export function routeTimes(
  { muteTimes = [], activeTimes }: Timed,
  now: number,
  calendar: IntervalCalendar,
): RouteTimes {
  let until = Number.POSITIVE_INFINITY;
  const holding = (named: readonly NamedInterval[]) =>
    named.filter(({ intervals }) => {
      const states = intervals.map((interval) => calendar(interval, now));
      until = Math.min(until, ...states.map((state) => state.until));
      return states.some(({ holds }) => holds);
    });
  const muted = holding(muteTimes);
  const active = activeTimes && holding(activeTimes);
  if (muted.length > 0) return { mute: { reason: "mute_time", source: names(muted) }, until };
  const idle = active?.length === 0;
  return {
    mute: idle ? { reason: "outside_active_time", source: names(activeTimes ?? []) } : null,
    until,
  };
}

function names(named: readonly NamedInterval[]): string {
  return named.map(({ name }) => name).join(", ");
}
