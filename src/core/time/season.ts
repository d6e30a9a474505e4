import { Temporal } from "temporal-polyfill";

/** DaysEarlier gives the moment `days` calendar days before `at` with the same time on the zone's clock. */
export interface DaysEarlier {
  (at: number, days: number): number;
  /** Before which moment each of the last `days` days lies as far back as it does at `at`; `at` itself where the clock changed. */
  steadyUntil(at: number, days: number): number;
}

const DAY_MS = 86_400_000;

/**
 * daysEarlier builds DaysEarlier for one zone. It keeps the stretch in which the zone's offset stays the same: within it
 * a day is 24 hours, and only where the clock changed in between is the calendar asked.
 */
export function daysEarlier(timezone: string): DaysEarlier {
  let steadyFrom = 0;
  let steadyTo = 0;
  /** Just after a change the clock may show times for the second time, and the first is meant. */
  const isSteady = (at: number, days: number) => {
    if (at < steadyFrom || at >= steadyTo) {
      const moment = zoned(at, timezone);
      const before = moment.add({ milliseconds: 1 }).getTimeZoneTransition("previous");
      const after = moment.getTimeZoneTransition("next");
      steadyFrom = before?.epochMilliseconds ?? Number.NEGATIVE_INFINITY;
      steadyTo = after?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
    }
    return at - days * DAY_MS >= steadyFrom + DAY_MS;
  };
  const earlier = (at: number, days: number) =>
    isSteady(at, days)
      ? at - days * DAY_MS
      : zoned(at, timezone).subtract({ days }).epochMilliseconds;
  const steadyUntil = (at: number, days: number) => (isSteady(at, days) ? steadyTo : at);
  return Object.assign(earlier, { steadyUntil });
}

function zoned(at: number, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
}
