import { localDays } from "../time/index.ts";

const UTC_DAY_MS = 86_400_000;

/** Day is one day of a zone's calendar, `[from, to)`, ms since the epoch. */
export interface Day {
  readonly from: number;
  readonly to: number;
}

/** dayFinder returns the finder of the day that a moment lies in, on a zone's clock; the calendar is asked once for each day. */
export function dayFinder(timezone: string): (at: number) => Day {
  // Three days of a zone at most reach into one UTC day.
  const known = new Map<number, Day[]>();
  return (at) => {
    const key = Math.floor(at / UTC_DAY_MS);
    const days = known.get(key) ?? [];
    const found = days.find(({ from, to }) => from <= at && at < to);
    if (found) return found;
    const { starts, next } = localDays(at, timezone, 0);
    const day = { from: starts[0] as number, to: next };
    known.set(key, [...days, day]);
    return day;
  };
}
