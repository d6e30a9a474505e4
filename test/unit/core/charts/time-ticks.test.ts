import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { momentLabel, timeTicks } from "../../../../src/core/charts/index.ts";

const BERLIN = "Europe/Berlin";
const labels = (from: string, to: string, zone = BERLIN, most = 5) =>
  timeTicks(Date.parse(from), Date.parse(to), zone, most).map(({ label }) => label);

describe("timeTicks", () => {
  test.each([
    [
      "a month",
      "2026-03-01T00:00+01:00",
      "2026-04-01T00:00+02:00",
      ["1 Mar", "8 Mar", "15 Mar", "22 Mar", "29 Mar"],
    ],
    [
      "a day",
      "2026-03-14T00:00+01:00",
      "2026-03-15T00:00+01:00",
      ["14 Mar", "06:00", "12:00", "18:00", "15 Mar"],
    ],
    [
      "half a day",
      "2026-03-14T02:05+01:00",
      "2026-03-14T14:05+01:00",
      ["03:00", "06:00", "09:00", "12:00"],
    ],
    [
      "an hour",
      "2026-03-14T13:07+01:00",
      "2026-03-14T14:07+01:00",
      ["13:15", "13:30", "13:45", "14:00"],
    ],
    [
      "a year",
      "2026-01-01T00:00+01:00",
      "2027-01-01T00:00+01:00",
      ["Jan 2026", "Apr", "Jul", "Oct", "Jan 2027"],
    ],
    [
      "a day whose clock changes",
      "2026-03-29T00:00+01:00",
      "2026-03-30T00:00+02:00",
      ["29 Mar", "06:00", "12:00", "18:00", "30 Mar"],
    ],
  ])("marks %s", (_, from, to, marks) => {
    expect(labels(from, to)).toEqual(marks);
  });

  it("lie within the stretch, ascend, and are no more than asked for", () => {
    const zones = fc.constantFrom(
      "UTC",
      BERLIN,
      "America/New_York",
      "Asia/Kathmandu",
      "Australia/Lord_Howe",
    );
    const length = fc.integer({ min: 60_000, max: 800 * 86_400_000 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), length, zones, (from, ms, zone) => {
        const ticks = timeTicks(from, from + ms, zone, 5).map(({ at }) => at);
        expect(ticks.length).toBeLessThanOrEqual(5);
        expect(ticks.every((at) => at >= from && at <= from + ms)).toBe(true);
        expect(ticks.every((at, i) => i === 0 || at > (ticks[i - 1] as number))).toBe(true);
      }),
    );
  });
});

describe("momentLabel", () => {
  it("is the time where moments lie less than a day apart, else the day", () => {
    const at = Date.parse("2026-03-14T14:05+01:00");
    expect(momentLabel(at, BERLIN, 3_600_000)).toBe("14:05");
    expect(momentLabel(at, BERLIN, 86_400_000)).toBe("14 Mar");
  });
});
