import { Temporal } from "temporal-polyfill";
import type { BudgetRule, WindowSpec } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { rowOf } from "../engine/rows.ts";
import { budget } from "./rule-builders.ts";

type Calendar = Extract<WindowSpec, { kind: "calendar" }>;

/** calendar is a calendar window, of a month in UTC unless told otherwise. */
export function calendar(part: Partial<Omit<Calendar, "kind">> = {}): Calendar {
  return {
    kind: "calendar",
    unit: "month",
    timezone: "UTC",
    weekStarts: "monday",
    startsOn: 1,
    ...part,
  };
}

/** foretold is a budget with steps at 50 and 100 %, and a forecast of 100 %. */
export function foretold(part: Partial<BudgetRule> = {}): BudgetRule {
  const step = (percent: number, name = "") =>
    ({ ppm: percent * 10_000, label: `${name}${percent}%`, severity: "warning" }) as const;
  return budget({
    window: calendar(),
    steps: [step(50), step(100)],
    forecast: [step(100, "forecast ")],
    ...part,
  });
}

/** moment reads a local date and time (`2026-10-15T12:00`) in a zone, ms since the epoch. */
export function moment(text: string, timezone = "UTC"): number {
  return Temporal.PlainDateTime.from(text).toZonedDateTime(timezone).epochMilliseconds;
}

/** DayOf is a day that rows are made for: its weekday (1 is Monday) and how many days before the last one it is. */
export interface DayOf {
  readonly weekday: number;
  readonly back: number;
  readonly date: string;
}

/** spending makes one row at six in the morning of each of the `days` up to the day of `last`, the last included. */
export function spending(
  last: string,
  days: number,
  of: (day: DayOf) => number,
  part: Partial<LedgerRow> & { timezone?: string } = {},
): LedgerRow[] {
  const { timezone = "UTC", rowNo = 1, ...fields } = part;
  return Array.from({ length: days }, (_, back) => {
    const date = Temporal.PlainDate.from(last).subtract({ days: back });
    const neoCredits = of({ weekday: date.dayOfWeek, back, date: date.toString() });
    const createdAt = moment(`${date.toString()}T06:00`, timezone);
    return rowOf({ ...fields, rowNo: rowNo + back, createdAt, neoCredits });
  });
}
