import { calendarPeriod } from "../time/index.ts";
import type { Period, StatementUnit } from "./statement.ts";

/** periodAt is the day or month of a zone's calendar that a moment lies in. */
export function periodAt(unit: StatementUnit, at: number, timezone: string): Period {
  const spec = { kind: "calendar", unit, timezone, weekStarts: "monday", startsOn: 1 } as const;
  const { start, next } = calendarPeriod(spec, at);
  return { unit, from: start, to: next };
}

/** periodsWithin lists the whole periods of a unit between two moments, oldest first. */
export function periodsWithin(
  unit: StatementUnit,
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

/** periodKey names a period among those of one account. */
export function periodKey({ unit, from }: Pick<Period, "unit" | "from">): string {
  return `${unit} ${from}`;
}
