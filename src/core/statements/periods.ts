import { calendarPeriod, daysBetween, daysEarlier } from "../time/index.ts";
import {
  type Period,
  type PeriodOfCalendar,
  type PeriodUnit,
  STATEMENT_UNITS,
  type StatementUnit,
} from "./statement.ts";

/** periodAt is the day, week or month of a zone's calendar that a moment lies in. */
export function periodAt(unit: PeriodOfCalendar, at: number, timezone: string): Period {
  const spec = { kind: "calendar", unit, timezone, weekStarts: "monday", startsOn: 1 } as const;
  const { start, next } = calendarPeriod(spec, at);
  return { unit, from: start, to: next };
}

/** periodsWithin lists the whole periods of a unit between two moments, oldest first. */
export function periodsWithin(
  unit: PeriodOfCalendar,
  from: number,
  to: number,
  timezone: string,
): readonly Period[] {
  const found: Period[] = [];
  for (let period = periodAt(unit, from, timezone); period.to <= to; ) {
    if (period.from >= from) found.push(period);
    period = periodAt(unit, period.to, timezone);
  }
  return found;
}

/** periodBefore is the equal period before another: the week before a week, as many days before a range of days. */
export function periodBefore({ unit, from, to }: Period, timezone: string): Period {
  if (unit !== "range") return periodAt(unit, from - 1, timezone);
  const days = daysBetween(from, to, timezone);
  return { unit, from: daysEarlier(timezone)(from, days), to: from };
}

/**
 * comparablePeriod is what a period is compared with: the equal one before it, and of that as much as of the period itself has
 * passed at `now`, so that what still runs is not held against a whole one.
 */
export function comparablePeriod(period: Period, now: number, timezone: string): Period {
  const before = periodBefore(period, timezone);
  if (period.to <= now) return before;
  const to = Math.min(before.to, before.from + Math.max(0, now - period.from));
  return { unit: "range", from: before.from, to };
}

/** isStatedUnit tells whether periods of a unit are stated; others are drawn up whenever they are asked for. */
export function isStatedUnit(unit: PeriodUnit): unit is StatementUnit {
  return STATEMENT_UNITS.some((each) => each === unit);
}

/** periodKey names a period among those of one account. */
export function periodKey({ unit, from }: Pick<Period, "unit" | "from">): string {
  return `${unit} ${from}`;
}
