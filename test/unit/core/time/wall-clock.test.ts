import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateAfter, wallMoment, wallText } from "../../../../src/core/time/index.ts";

describe("the moment that a clock shows", () => {
  it.each([
    ["UTC", "2026-03-29", "02:30", "2026-03-29T02:30:00Z"],
    ["Europe/Berlin", "2026-03-29", "01:59:59", "2026-03-29T00:59:59Z"],
    ["Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T01:00:00Z"],
    ["Europe/Berlin", "2026-10-25", "01:59", "2026-10-24T23:59:00Z"],
    ["Europe/Berlin", "2026-10-25", "03:00", "2026-10-25T02:00:00Z"],
    ["Australia/Lord_Howe", "2026-04-05", "02:00", "2026-04-04T15:30:00Z"],
  ])("in %s at %s %s is %s", (zone, date, time, moment) => {
    expect(wallMoment({ date, time }, zone)).toBe(Date.parse(moment));
  });

  it.each([
    ["Europe/Berlin", "2026-03-29", "02:00", "skipped"],
    ["Europe/Berlin", "2026-03-29", "02:59:59", "skipped"],
    ["Europe/Berlin", "2026-10-25", "02:00", "shown_twice"],
    ["Europe/Berlin", "2026-10-25", "02:59", "shown_twice"],
    ["Australia/Lord_Howe", "2026-04-05", "01:45", "shown_twice"],
    ["Australia/Lord_Howe", "2026-10-04", "02:15", "skipped"],
    ["UTC", "2026-02-29", "00:00", "no_such_date"],
    ["UTC", "2026-03-01", "24:00", "no_such_date"],
  ])("in %s at %s %s is none: %s", (zone, date, time, why) => {
    expect(wallMoment({ date, time }, zone)).toBe(why);
  });

  it("reads back what is printed of any moment that a clock shows once", () => {
    const zones = fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu");
    const seconds = fc.integer({ min: 1_500_000_000, max: 2_000_000_000 });
    fc.assert(
      fc.property(zones, seconds, (zone, second) => {
        const [, date = "", time = ""] = wallText(second * 1_000, zone).split(" ");
        expect([second * 1_000, "shown_twice"]).toContain(wallMoment({ date, time }, zone));
      }),
    );
  });
});

describe("what a clock shows of a moment", () => {
  it("names the weekday, the offset and the zone", () => {
    const at = Date.parse("2026-03-29T01:00:00Z");
    expect(wallText(at - 1_000, "Europe/Berlin")).toBe(
      "Sun 2026-03-29 01:59:59 +01:00 Europe/Berlin",
    );
    expect(wallText(at, "Europe/Berlin")).toBe("Sun 2026-03-29 03:00 +02:00 Europe/Berlin");
    expect(wallText(at, "UTC")).toBe("Sun 2026-03-29 01:00 UTC");
    expect(wallText(at + 86_400_000, "UTC")).toBe("Mon 2026-03-30 01:00 UTC");
  });

  it("counts days by the calendar", () => {
    const late = Date.parse("2026-03-28T22:30:00Z");
    expect(dateAfter(late, 1, "Europe/Berlin")).toBe("2026-03-29");
    expect(dateAfter(late, 1, "Asia/Tokyo")).toBe("2026-03-30");
    expect(dateAfter(late, -28, "UTC")).toBe("2026-02-28");
  });
});
