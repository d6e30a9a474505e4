import { describe, expect, it } from "vitest";
import { createEngine } from "../../../../src/core/engine/index.ts";
import { type BudgetRule, canForecast } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { rowOf } from "../engine/rows.ts";
import { calendar, foretold, moment, spending } from "./forecast-rows.ts";
import { DAY, findingsOf, HOUR, rolling, seenOf } from "./rule-builders.ts";

const STEP = "forecast 100%";
const NOON = moment("2026-10-15T12:00");
const OCTOBER = "2026-10-01T00:00:00+00:00";
const ten = () => 10;
const workdays = ({ weekday }: { weekday: number }) => (weekday <= 5 ? 10 : 0);

function forecastOf(rule: BudgetRule, rows: readonly LedgerRow[], at: number, window = OCTOBER) {
  return seenOf(rule, rows, at, { step: STEP, window });
}

describe("the forecast of a calendar budget", () => {
  it("adds to what is spent what the days to come are like", () => {
    const rows = spending("2026-10-15", 80, ten);
    expect(forecastOf(foretold({ limit: 1000 }), rows, NOON)).toMatchObject({
      breached: false,
      cleared: true,
      rearmed: false,
      value: 150,
      limit: 1000,
      budget: 1000,
      severity: "warning",
      forecast: {
        p10: 310,
        p50: 310,
        p90: 310,
        errorPpm: 0,
        days: 56,
        until: moment("2026-11-01T00:00"),
      },
    });
  });

  it.each([
    { limit: 310, steps: ["forecast 100%"] },
    { limit: 311, steps: [] },
    { limit: 300, steps: ["50%", "forecast 100%"] },
    { limit: 150, steps: ["50%", "100%", "forecast 100%"] },
  ])("of 310, with 150 spent, breaches $steps of a limit of $limit", ({ limit, steps }) => {
    const rows = spending("2026-10-15", 80, ten);
    expect(findingsOf(foretold({ limit }), rows, NOON).map(({ ref }) => ref.step)).toEqual(steps);
  });

  it("knows weekends from workdays", () => {
    // Thursday the 15th: of October's 22 workdays 11 are over, and the last day of the month is a Saturday.
    const rows = spending("2026-10-15", 80, workdays);
    expect(forecastOf(foretold(), rows, NOON)).toMatchObject({
      value: 110,
      forecast: { p10: 220, p50: 220, p90: 220, errorPpm: 0 },
    });
  });

  it("takes for the rest of today what came on such days from this hour on", () => {
    const rows = spending("2026-10-15", 80, ten);
    const late = spending("2026-10-14", 79, () => 4, { rowNo: 500 }).map((row) => ({
      ...row,
      createdAt: row.createdAt + 12 * HOUR,
    }));
    const rest = (time: string) => {
      const seen = forecastOf(foretold(), [...rows, ...late], moment(`2026-10-15T${time}`));
      return (seen.forecast?.p50 ?? 0) - seen.value - 16 * 14;
    };
    expect(rest("00:00")).toBe(14);
    expect(rest("05:59")).toBe(14);
    // Today's ten are spent: they are a part of what was foretold at six.
    expect(rest("06:00")).toBe(4);
    expect(rest("07:00")).toBe(4);
    expect(rest("18:59")).toBe(4);
    expect(rest("19:00")).toBe(0);
  });

  it.each([
    { since: 13, days: 12, silent: "too_little_history" },
    { since: 14, days: 13, silent: "too_little_history" },
    { since: 15, days: 14, silent: undefined },
    { since: 56, days: 55, silent: undefined },
    { since: 57, days: 56, silent: undefined },
    { since: 90, days: 56, silent: undefined },
  ])("of a group whose first row is $since days old rests on $days full days", (row) => {
    const seen = forecastOf(foretold(), spending("2026-10-15", row.since + 1, ten), NOON);
    expect(seen.silent).toBe(row.silent);
    if (row.silent === undefined) expect(seen.forecast?.days).toBe(row.days);
    else expect(seen.past).toEqual({ present: row.days, needed: 14 });
    if (row.silent !== undefined) expect(seen.forecast).toBeUndefined();
  });

  it("of a member three days old is none, whatever has been spent, and the steps speak", () => {
    const rows = spending("2026-10-15", 4, () => 100);
    expect(findingsOf(foretold(), rows, NOON).map(({ ref }) => ref.step)).toEqual(["50%", "100%"]);
    expect(forecastOf(foretold(), rows, NOON)).toMatchObject({
      breached: false,
      cleared: false,
      silent: "too_little_history",
    });
  });

  it("counts days without a row as days on which nothing was spent", () => {
    const rows = spending("2026-10-15", 80, ({ weekday }) => (weekday === 4 ? 70 : 0)).filter(
      (row) => row.neoCredits > 0,
    );
    // Thursdays: three are over by the 15th, two are to come. The first of all is no full day.
    expect(forecastOf(foretold(), rows, NOON).forecast).toMatchObject({ p50: 350, days: 55 });
    // All on one weekday is the most that a group can be heading for, and no group that may be is passed over.
    const steps = findingsOf(foretold({ limit: 350 }), rows, NOON).map(({ ref }) => ref.step);
    expect(steps).toContain(STEP);
  });

  describe("while its own error is large", () => {
    // Every second week nothing: on the first day of the month the past says little.
    const rows = spending("2026-10-15", 80, ({ back }) => (back % 14 < 7 ? 20 : 1));
    const at = (maxError: number) =>
      forecastOf(foretold({ limit: 200, forecastMaxErrorPpm: maxError }), rows, NOON);

    it("keeps quiet, and says what it would have said, and how wrong it has been", () => {
      const { forecast } = at(10 ** 9);
      const error = forecast?.errorPpm ?? 0;
      expect(error).toBeGreaterThan(50_000);
      expect(at(error)).toMatchObject({ breached: true, forecast });
      expect(at(error - 1)).toMatchObject({
        breached: false,
        cleared: false,
        silent: "forecast_uncertain",
        forecast,
      });
    });

    it("does not doubt what is spent already", () => {
      const rule = foretold({ limit: 100, forecastMaxErrorPpm: 0 });
      const seen = forecastOf(rule, rows, NOON);
      expect(seen).toMatchObject({ breached: true });
      expect(seen.silent).toBeUndefined();
    });
  });

  it("is wrong beyond measure where much was foretold and nothing came", () => {
    const rows = spending("2026-10-15", 30, ({ back }) => (back > 7 ? 10 : 0));
    const rule = foretold({ window: calendar({ unit: "day" }), forecastMaxErrorPpm: 10 ** 9 });
    const early = moment("2026-10-15T05:00");
    const window = "2026-10-15T00:00:00+00:00";
    const today = rowOf({ rowNo: 99, createdAt: early, neoCredits: 0 });
    // Past days are measured as far into the day as today is; the last week alone brought nothing.
    expect(forecastOf(rule, [...rows, today], early, window).silent).toBeUndefined();
    const half = spending("2026-10-15", 16, ({ back }) => (back > 7 ? 10 : 0));
    expect(forecastOf(rule, [...half, today], early, window)).toMatchObject({
      silent: "forecast_uncertain",
      forecast: { errorPpm: null, days: 14 },
    });
  });

  it("is none in a window without a row, and of one that is over", () => {
    const rows = spending("2026-09-30", 60, ten);
    const rule = foretold({ limit: 10 });
    expect(forecastOf(rule, rows, NOON)).toMatchObject({ breached: false, cleared: true });
    const september = "2026-09-01T00:00:00+00:00";
    const over = seenOf(rule, rows, NOON, { step: STEP, window: september });
    expect(over).toMatchObject({ ended: true, breached: true, value: 300 });
    expect(over.forecast).toBeUndefined();
  });

  it("follows rows that come late, change or are taken back, before the window as well as in it", () => {
    const rule = foretold({ limit: 310 });
    const rows = spending("2026-10-15", 80, ten);
    const engine = createEngine({ rules: [rule], groups: [] });
    const breaches = () => engine.tick(NOON, []).some((finding) => finding.ref.step === STEP);
    engine.put(rows, true);
    expect(breaches()).toBe(true);
    const september = rows.filter((row) => row.createdAt < moment("2026-10-01T00:00"));
    engine.put(
      september.map((row) => ({ ...row, neoCredits: 9 })),
      false,
    );
    expect(breaches()).toBe(false);
    engine.put(
      september.map((row) => ({ ...row, rowNo: row.rowNo + 200, neoCredits: 1 })),
      true,
    );
    expect(breaches()).toBe(true);
    engine.put(
      rows.slice(0, 3).map((row) => ({ ...row, retracted: true })),
      false,
    );
    expect(breaches()).toBe(false);
  });

  it("looks at every group anew when the day turns, although no row has come", () => {
    const engine = createEngine({ rules: [foretold({ limit: 310 })], groups: [] });
    engine.put(spending("2026-10-15", 15, ten), true);
    const steps = (at: string) => engine.tick(moment(at), []).map(({ ref }) => ref.step);
    expect(steps("2026-10-15T23:59")).toEqual([]);
    // With the 15th the group has its fourteenth full day.
    expect(steps("2026-10-16T00:00")).toEqual([STEP]);
    // Nothing has come on the 16th.
    expect(steps("2026-10-17T00:00")).toEqual([]);
  });

  it.each([calendar({ unit: "hour" }), rolling(DAY)])(
    "is refused for a window without days to come",
    (window) => {
      expect(() => createEngine({ rules: [foretold({ window })], groups: [] })).toThrow(
        "rule rule cannot be forecast: its window must be a calendar one of a day or more",
      );
    },
  );

  it.each([
    ["neo_credits", true],
    ["byok_cost", true],
    ["streams", true],
    ["errors", true],
    ["agent_triggers", true],
    ["tasks", false],
    ["error_rate", false],
    ["wasted_rate", false],
    ["cost_per_stream", false],
    ["cost_per_task", false],
    ["llm_time", false],
  ] as const)("is of %s: %s", (name, can) => {
    expect(canForecast({ name })).toBe(can);
    expect(canForecast({ name, statistic: "p95" })).toBe(can);
  });

  it("is a state with terms of its own, changed by the error that it may have", () => {
    const rows = spending("2026-10-15", 80, ten);
    const terms = (part: Partial<BudgetRule>) =>
      Object.fromEntries(
        findingsOf(foretold({ limit: 100, ...part }), rows, NOON).map((f) => [f.ref.step, f.terms]),
      );
    const before = terms({});
    const after = terms({ forecastMaxErrorPpm: 400_000 });
    expect(new Set(Object.values(before)).size).toBe(3);
    expect(after["100%"]).toBe(before["100%"]);
    expect(after[STEP]).not.toBe(before[STEP]);
  });
});
