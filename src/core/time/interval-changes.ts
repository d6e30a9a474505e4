import { Temporal } from "temporal-polyfill";
import { civilDate, holdsOnDay, MINUTES_A_DAY, stretchesOn } from "./interval-days.ts";
import type { MinuteRange, TimeInterval } from "./time-interval.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** The same date falls on the same weekday again within 28 years, within 40 where a century's leap day is left out. */
const FURTHEST_DAYS = 41 * 366;

/** holdsAt tells whether a moment (ms since the epoch) lies within an interval, by the clock of the interval's zone. */
export function holdsAt(interval: TimeInterval, at: number): boolean {
  const { epochDay, minute } = wallClock(at, interval.timezone);
  return stretchesOf(interval, epochDay).some(({ from, to }) => minute >= from && minute < to);
}

/**
 * changesAfter finds the first moment after `at` at which an interval begins to hold or ceases to; null where it does neither
 * within 41 years. An hour that the clock skips is skipped, and one that it shows twice counts twice.
 */
export function changesAfter(interval: TimeInterval, at: number): number | null {
  const { timezone } = interval;
  const held = holdsAt(interval, at);
  const today = wallClock(at, timezone).epochDay;
  let yesterday = holdsOnDay(interval, civilDate(today - 1));
  for (let day = today; day < today + FURTHEST_DAYS; day += 1) {
    const met = { yesterday, today: holdsOnDay(interval, civilDate(day)) };
    const stretches = stretchesOn(interval, met);
    yesterday = met.today;
    if (day > today && isConstant(stretches, held)) continue;
    const change = candidates(stretches, day, timezone)
      .filter((moment) => moment > at)
      .find((moment) => holdsAt(interval, moment) !== held);
    if (change !== undefined) return change;
  }
  return null;
}

function stretchesOf(interval: TimeInterval, epochDay: number): readonly MinuteRange[] {
  const met = (day: number) => holdsOnDay(interval, civilDate(day));
  return stretchesOn(interval, { today: met(epochDay), yesterday: met(epochDay - 1) });
}

/** Whether nothing changes on a day, nor at its beginning. */
function isConstant(stretches: readonly MinuteRange[], held: boolean): boolean {
  const [only] = stretches;
  if (!only) return !held;
  return held && only.from === 0 && only.to === MINUTES_A_DAY;
}

/** All moments of a day at which something could change, in order: each end of a stretch as often as the clock shows it, and where the clock jumps. */
function candidates(
  stretches: readonly MinuteRange[],
  epochDay: number,
  timezone: string,
): readonly number[] {
  const minutes = new Set([0, MINUTES_A_DAY, ...stretches.flatMap(({ from, to }) => [from, to])]);
  const shown = [...minutes].flatMap((minute) => {
    const plain = EPOCH.add({ days: epochDay }).toPlainDateTime().add({ minutes: minute });
    return (["earlier", "later"] as const).map(
      (disambiguation) => plain.toZonedDateTime(timezone, { disambiguation }).epochMilliseconds,
    );
  });
  const first = Math.min(...shown) - DAY_MS;
  const jump = zoned(first, timezone).getTimeZoneTransition("next")?.epochMilliseconds;
  const jumps = jump !== undefined && jump <= Math.max(...shown) ? [jump] : [];
  return [...shown, ...jumps].sort((a, b) => a - b);
}

const EPOCH = Temporal.PlainDate.from("1970-01-01");

function wallClock(at: number, timezone: string): { epochDay: number; minute: number } {
  const shown = at + zoned(at, timezone).offsetNanoseconds / 1_000_000;
  const epochDay = Math.floor(shown / DAY_MS);
  return { epochDay, minute: Math.floor((shown - epochDay * DAY_MS) / MINUTE_MS) };
}

function zoned(at: number, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
}
