import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparablePeriod, periodAt } from "../../../../src/core/statements/index.ts";

const BERLIN = "Europe/Berlin";
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LATE = Date.UTC(2027, 0, 1);

describe("what a period is compared with", () => {
  it("is the day, week or month before it, however long that was", () => {
    const march = periodAt("month", Date.UTC(2026, 2, 10), BERLIN);
    expect(comparablePeriod(march, LATE, BERLIN)).toEqual(
      periodAt("month", Date.UTC(2026, 1, 10), BERLIN),
    );
    const monday = periodAt("day", Date.UTC(2026, 2, 30, 12), BERLIN);
    const sunday = comparablePeriod(monday, LATE, BERLIN);
    expect(sunday.to - sunday.from).toBe(23 * HOUR);
  });

  it("is, of a range of days, as many days before it by the zone's clock", () => {
    // The clock goes forward on 29 March.
    const from = Date.UTC(2026, 2, 27, 23);
    const range = { unit: "range", from, to: from + 3 * DAY - HOUR } as const;
    expect(comparablePeriod(range, LATE, BERLIN)).toEqual({
      ...{ unit: "range", from: from - 3 * DAY, to: from },
    });
  });

  it("is, while the period runs, as much of that as has passed, and never more than all", () => {
    const units = fc.constantFrom("day", "week", "month");
    const moments = fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2027, 0) });
    fc.assert(
      fc.property(units, moments, (unit, now) => {
        const period = periodAt(unit as "day" | "week" | "month", now, BERLIN);
        const { from, to } = comparablePeriod(period, now, BERLIN);
        const whole = periodAt(period.unit as "day", period.from - 1, BERLIN);
        expect(from).toBe(whole.from);
        expect(to).toBe(Math.min(whole.to, from + now - period.from));
      }),
    );
  });
});
