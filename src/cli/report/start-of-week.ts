import { startOfDate } from "../../core/time/index.ts";

const DAY_MS = 86_400_000;
const NUMBERED = /^(\d{4})-W(\d{2})$/;

/** startOfWeek is the first moment of a day that is given, or of a week's Monday that is given by its number in ISO 8601: `2026-W41`; null where there is none such. */
export function startOfWeek(text: string, timezone: string): number | null {
  const [, year, week] = NUMBERED.exec(text) ?? [];
  if (year === undefined || week === undefined) return startOfDate(text, timezone);
  const monday = mondayOf(Number(year), Number(week));
  // The last week of a year is the one that the next year's first does not begin with.
  if (Number(week) < 1 || monday >= mondayOf(Number(year) + 1, 1)) return null;
  return startOfDate(new Date(monday).toISOString().slice(0, 10), timezone);
}

/** The first week is the one with the fourth of January in it. */
function mondayOf(year: number, week: number): number {
  const fourth = Date.UTC(year, 0, 4);
  const weekday = (new Date(fourth).getUTCDay() + 6) % 7;
  return fourth + (7 * (week - 1) - weekday) * DAY_MS;
}
