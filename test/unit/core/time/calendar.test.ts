import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CALENDAR_UNITS, WEEKDAYS } from "../../../../src/core/rules/index.ts";
import {
  type CalendarSpec,
  calendarPeriod,
  isoStart,
  LONGEST_PERIOD_MS,
  momentOfIso,
  periodFinder,
} from "../../../../src/core/time/index.ts";
import { calendarEnd, calendarStart } from "../../../support/oracle/index.ts";

const spec = (unit: CalendarSpec["unit"], timezone: string, part = {}): CalendarSpec => ({
  kind: "calendar",
  unit,
  timezone,
  weekStarts: "monday",
  startsOn: 1,
  ...part,
});
const HOUR = 3_600_000;
const utc = (text: string) => Date.parse(`${text}Z`);
const shown = (at: number) => new Date(at).toISOString().slice(0, 16);

describe("a calendar window over a change of the clock", () => {
  it.each([
    // zone, moment, the day's start and end in UTC, its hours
    ["Europe/Berlin", "2026-03-29T12:00", "2026-03-28T23:00", "2026-03-29T22:00", 23],
    ["Europe/Berlin", "2026-10-25T12:00", "2026-10-24T22:00", "2026-10-25T23:00", 25],
    ["Europe/Berlin", "2026-10-26T12:00", "2026-10-25T23:00", "2026-10-26T23:00", 24],
    ["America/New_York", "2026-03-08T12:00", "2026-03-08T05:00", "2026-03-09T04:00", 23],
    ["America/New_York", "2026-11-01T12:00", "2026-11-01T04:00", "2026-11-02T05:00", 25],
    ["Asia/Kolkata", "2026-03-29T12:00", "2026-03-28T18:30", "2026-03-29T18:30", 24],
    ["Australia/Lord_Howe", "2026-04-05T00:00", "2026-04-04T13:00", "2026-04-05T13:30", 24.5],
    ["Australia/Lord_Howe", "2026-10-03T20:00", "2026-10-03T13:30", "2026-10-04T13:00", 23.5],
  ])("in %s the day of %s runs from %s to %s: %d hours", (zone, at, start, next, hours) => {
    const period = calendarPeriod(spec("day", zone), utc(`${at}:00`));
    expect([shown(period.start), shown(period.next)]).toEqual([start, next]);
    expect((period.next - period.start) / HOUR).toBe(hours);
  });

  it.each([
    // zone, moment, the hour's start and end in UTC
    ["Europe/Berlin", "2026-10-25T00:30", "2026-10-25T00:00", "2026-10-25T01:00"],
    ["Europe/Berlin", "2026-10-25T01:30", "2026-10-25T01:00", "2026-10-25T02:00"],
    ["Europe/Berlin", "2026-03-29T00:59", "2026-03-29T00:00", "2026-03-29T01:00"],
    ["America/New_York", "2026-11-01T06:30", "2026-11-01T06:00", "2026-11-01T07:00"],
    ["Asia/Kolkata", "2026-10-25T01:15", "2026-10-25T00:30", "2026-10-25T01:30"],
    ["Australia/Lord_Howe", "2026-04-04T14:15", "2026-04-04T14:00", "2026-04-04T15:30"],
    ["Australia/Lord_Howe", "2026-04-04T15:15", "2026-04-04T14:00", "2026-04-04T15:30"],
    ["Australia/Lord_Howe", "2026-10-03T15:40", "2026-10-03T15:30", "2026-10-03T16:00"],
  ])("in %s the hour of %s runs from %s to %s", (zone, at, start, next) => {
    const period = calendarPeriod(spec("hour", zone), utc(`${at}:00`));
    expect([shown(period.start), shown(period.next)]).toEqual([start, next]);
  });
});

describe("a calendar window", () => {
  it.each([
    ["week", {}, "2026-10-21T10:00", "2026-10-18T22:00", "2026-10-25T23:00"],
    ["week", { weekStarts: "sunday" }, "2026-10-25T10:00", "2026-10-24T22:00", "2026-10-31T23:00"],
    [
      "week",
      { weekStarts: "wednesday" },
      "2026-10-20T10:00",
      "2026-10-13T22:00",
      "2026-10-20T22:00",
    ],
    ["month", {}, "2026-02-10T10:00", "2026-01-31T23:00", "2026-02-28T23:00"],
    ["month", {}, "2028-02-10T10:00", "2028-01-31T23:00", "2028-02-29T23:00"],
    ["month", { startsOn: 15 }, "2026-03-14T10:00", "2026-02-14T23:00", "2026-03-14T23:00"],
    ["month", { startsOn: 15 }, "2026-03-15T10:00", "2026-03-14T23:00", "2026-04-14T22:00"],
    ["month", { startsOn: 28 }, "2026-01-03T10:00", "2025-12-27T23:00", "2026-01-27T23:00"],
    ["quarter", {}, "2026-12-31T22:59", "2026-09-30T22:00", "2026-12-31T23:00"],
    ["quarter", { startsOn: 10 }, "2026-01-09T10:00", "2025-10-09T22:00", "2026-01-09T23:00"],
    ["year", {}, "2026-12-31T23:00", "2026-12-31T23:00", "2027-12-31T23:00"],
    ["year", { startsOn: 5 }, "2027-01-04T10:00", "2026-01-04T23:00", "2027-01-04T23:00"],
  ] as const)("in Berlin: %s %o at %s runs from %s to %s", (unit, part, at, start, next) => {
    const period = calendarPeriod(spec(unit, "Europe/Berlin", part), utc(`${at}:00`));
    expect([shown(period.start), shown(period.next)]).toEqual([start, next]);
  });

  it("begins a day at its first moment where midnight does not exist", () => {
    const beirut = calendarPeriod(spec("day", "Asia/Beirut"), utc("2026-03-29T10:00:00"));
    expect(shown(beirut.start)).toBe("2026-03-28T22:00");
    expect((beirut.next - beirut.start) / HOUR).toBe(23);
  });

  it("is named by its start with the offset, and the name can be read back", () => {
    const start = utc("2026-10-25T01:00:00");
    expect(isoStart(start, "Europe/Berlin")).toBe("2026-10-25T02:00:00+01:00");
    expect(isoStart(start - HOUR, "Europe/Berlin")).toBe("2026-10-25T02:00:00+02:00");
    expect(momentOfIso(isoStart(start, "Europe/Berlin"))).toBe(start);
    expect(momentOfIso("")).toBeNull();
    expect(momentOfIso("7f3a")).toBeNull();
  });

  it("equals what Intl says, and finds the same from its cache as without", () => {
    const cases = fc.record({
      unit: fc.constantFrom(...CALENDAR_UNITS),
      timezone: fc.constantFrom(
        "Europe/Berlin",
        "America/New_York",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
      ),
      weekStarts: fc.constantFrom(...WEEKDAYS),
      startsOn: fc.integer({ min: 1, max: 28 }),
      at: fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2029, 0, 1) }),
      ahead: fc.array(fc.integer({ min: 0, max: 40 * 24 * HOUR }), { maxLength: 4 }),
    });
    fc.assert(
      fc.property(cases, ({ at, ahead, ...rest }) => {
        const which: CalendarSpec = { kind: "calendar", ...rest };
        const period = calendarPeriod(which, at);
        expect(period.start).toBe(calendarStart(which, at));
        expect(period.next).toBe(calendarEnd(which, period.start));
        expect(period.start <= at && at < period.next).toBe(true);
        expect(period.next - period.start).toBeLessThanOrEqual(LONGEST_PERIOD_MS[which.unit]);
        const find = periodFinder(which);
        for (const later of [at, ...ahead.map((ms) => at + ms), period.next - 1, period.next]) {
          expect(find(later)).toEqual(calendarPeriod(which, later));
        }
      }),
      { numRuns: 60 },
    );
  }, 30_000);
});
