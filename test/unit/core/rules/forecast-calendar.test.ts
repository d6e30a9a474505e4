import { describe, expect, it } from "vitest";
import { createEngine, type Finding } from "../../../../src/core/engine/index.ts";
import type { BudgetRule } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { rowOf } from "../engine/rows.ts";
import { calendar, foretold, moment, spending } from "./forecast-rows.ts";

const STEP = "forecast 100%";
const ten = () => 10;

/** The state of the window that runs at `at`, whatever its name. */
function seenNow(rule: BudgetRule, rows: readonly LedgerRow[], at: number): Finding {
  const rules = [
    { ...rule, forecastMaxErrorPpm: 10 ** 9, forecast: [{ ...rule.forecast[0], ppm: 0 }] },
  ];
  const engine = createEngine({ rules: rules as BudgetRule[], groups: [] });
  engine.put(rows, false);
  const found = engine.tick(at, []).find((finding) => finding.ref.step === STEP);
  if (found === undefined) throw new Error("the rule foretells nothing");
  return found;
}

describe("a forecast on the calendar", () => {
  it.each([
    ["the first day of a month", "UTC", {}, "2026-10-01T07:00", 31],
    ["the first moment of a month", "UTC", {}, "2026-10-01T06:00", 31],
    ["the last day of a month", "UTC", {}, "2026-10-31T23:59", 31],
    ["December", "Europe/Berlin", {}, "2026-12-20T12:00", 31],
    ["the first of January", "Europe/Berlin", {}, "2027-01-01T12:00", 31],
    ["February", "UTC", {}, "2027-02-10T12:00", 28],
    ["a leap February", "UTC", {}, "2028-02-10T12:00", 29],
    ["its 29th", "UTC", {}, "2028-02-29T12:00", 29],
    ["a month from the 15th, before it", "UTC", { startsOn: 15 }, "2027-03-10T12:00", 28],
    ["a month from the 15th, on it", "UTC", { startsOn: 15 }, "2027-03-15T12:00", 31],
    ["a year from 15 January", "UTC", { unit: "year", startsOn: 15 }, "2028-01-14T12:00", 365],
    ["a leap year", "UTC", { unit: "year" }, "2028-01-02T12:00", 366],
    ["a quarter", "America/New_York", { unit: "quarter" }, "2026-11-20T12:00", 92],
    ["a week", "UTC", { unit: "week" }, "2026-10-18T12:00", 7],
    ["a week from Sunday", "UTC", { unit: "week", weekStarts: "sunday" }, "2026-10-18T12:00", 7],
    ["a day", "UTC", { unit: "day" }, "2026-10-18T05:00", 1],
    ["the day of 23 hours", "Europe/Berlin", { unit: "day" }, "2026-03-29T05:30", 1],
    ["the hour that is skipped", "Europe/Berlin", { unit: "day" }, "2026-03-29T03:00", 1],
    ["the day of 25 hours", "Europe/Berlin", { unit: "day" }, "2026-10-25T02:30", 1],
    ["a month with 23 hours", "Europe/Berlin", {}, "2026-03-28T12:00", 31],
    ["a month with 25 hours", "America/New_York", {}, "2026-11-01T12:00", 30],
    ["half an hour's change", "Australia/Lord_Howe", {}, "2026-10-04T12:00", 31],
  ] as const)("of ten a day in %s is ten for each of its days", (_, timezone, part, text, days) => {
    const at = moment(text, timezone);
    const rule = foretold({ window: calendar({ ...part, timezone }) });
    const rows = spending(text.slice(0, 10), 400, ten, { timezone });
    const known = [
      ...rows.filter((row) => row.createdAt <= at),
      rowOf({ rowNo: 999, createdAt: at }),
    ];
    expect(seenNow(rule, known, at).forecast).toMatchObject({
      p10: days * 10,
      p50: days * 10,
      p90: days * 10,
      errorPpm: 0,
      days: 56,
    });
  });
});
