import type { MinuteRange, TimeInterval, WholeRange } from "./time-interval.ts";

/** MINUTES_A_DAY is how many minutes the clock's face has; `24:00` is its end. */
export const MINUTES_A_DAY = 1_440;

/** CivilDate is a date of the calendar; month and day from 1, weekday 1 Monday to 7 Sunday. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly daysInMonth: number;
}

/** civilDate gives the date that lies so many days after 1 January 1970, by arithmetic alone: years are looked through day by day. */
export function civilDate(epochDay: number): CivilDate {
  // Years are taken to begin in March, so that the day that leap years have more comes last.
  const day = epochDay + DAYS_TO_1970;
  const era = Math.floor(day / DAYS_IN_400_YEARS);
  const ofEra = day - era * DAYS_IN_400_YEARS;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) /
      365,
  );
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const ofYear = ofEra - (365 * yearOfEra + leapDays);
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return {
    year,
    month,
    day: ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
    weekday: modulo(epochDay + 3, 7) + 1,
    daysInMonth: month === 2 && isLeap(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0),
  };
}

const DAYS_IN_400_YEARS = 146_097;
/** From 1 March of the year 0. */
const DAYS_TO_1970 = 719_468;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

/** holdsOnDay tells whether a date meets the lists of days, months and years of an interval. */
export function holdsOnDay(interval: TimeInterval, date: CivilDate): boolean {
  const { weekdays, daysOfMonth, months, years } = interval;
  return (
    inAny(weekdays, date.weekday) &&
    inAny(months, date.month) &&
    inAny(years, date.year) &&
    inAny(
      daysOfMonth?.map((range) => fromMonthsStart(range, date)),
      date.day,
    )
  );
}

/**
 * stretchesOn gives the minutes of a day that an interval holds, joined and in order, by whether the day and the one before
 * it meet the lists of days: what runs past midnight belongs to the day before.
 */
export function stretchesOn(
  { times }: TimeInterval,
  met: { readonly today: boolean; readonly yesterday: boolean },
): readonly MinuteRange[] {
  const whole = [{ from: 0, to: MINUTES_A_DAY }];
  if (!times) return met.today ? whole : [];
  const held = times.flatMap(({ from, to }): MinuteRange[] => {
    if (from <= to) return met.today ? [{ from, to }] : [];
    return [
      ...(met.yesterday ? [{ from: 0, to }] : []),
      ...(met.today ? [{ from, to: MINUTES_A_DAY }] : []),
    ];
  });
  return joined(held);
}

function joined(ranges: readonly MinuteRange[]): readonly MinuteRange[] {
  const done: MinuteRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = done.at(-1);
    if (range.from >= range.to) continue;
    if (last && range.from <= last.to) {
      done[done.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    } else done.push(range);
  }
  return done;
}

/** -1 is the month's last day. A range whose days this month does not have is met by none of them. */
function fromMonthsStart({ from, to }: WholeRange, { daysInMonth }: CivilDate): WholeRange {
  const day = (number: number) => (number < 0 ? daysInMonth + 1 + number : number);
  return { from: day(from), to: day(to) };
}

function inAny(ranges: readonly WholeRange[] | undefined, value: number): boolean {
  return !ranges || ranges.some(({ from, to }) => value >= from && value <= to);
}
