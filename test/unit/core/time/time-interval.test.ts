import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changesAfter, holdsAt, type TimeInterval } from "../../../../src/core/time/index.ts";

const MINUTE = 60_000;
const at = (text: string) => Date.parse(text);
const iso = (moment: number | null) =>
  moment === null ? null : new Date(moment).toISOString().replace(":00.000Z", "Z");
const nights: TimeInterval = {
  timezone: "Europe/Berlin",
  times: [{ from: 22 * 60, to: 6 * 60 }],
  weekdays: [{ from: 1, to: 5 }],
};
const day = (fields: Partial<TimeInterval>): TimeInterval => ({ timezone: "UTC", ...fields });

describe("whether a moment lies within an interval", () => {
  test.each<[string, TimeInterval, string, boolean]>([
    ["its first minute", nights, "2026-11-23T21:00:00Z", true],
    ["the millisecond before", nights, "2026-11-23T20:59:59.999Z", false],
    ["past midnight", nights, "2026-11-24T04:59:59.999Z", true],
    ["its end", nights, "2026-11-24T05:00:00Z", false],
    ["Saturday's morning belongs to Friday", nights, "2026-11-28T03:00:00Z", true],
    ["Monday's morning belongs to Sunday", nights, "2026-11-23T03:00:00Z", false],
    ["no list at all", day({}), "2026-11-23T03:00:00Z", true],
    ["an empty list", day({ months: [] }), "2026-11-23T03:00:00Z", false],
    ["as long as nothing", day({ times: [{ from: 60, to: 60 }] }), "2026-11-23T01:00:00Z", false],
    ["24:00", day({ times: [{ from: 0, to: 1_440 }] }), "2026-11-23T23:59:59.999Z", true],
    ["a month's last day", day({ daysOfMonth: [{ from: -1, to: -1 }] }), "2028-02-29T12:00Z", true],
    ["the day before", day({ daysOfMonth: [{ from: -1, to: -1 }] }), "2028-02-28T12:00Z", false],
    ["the last three", day({ daysOfMonth: [{ from: -3, to: -1 }] }), "2026-04-28T12:00Z", true],
    [
      "from a day to the last",
      day({ daysOfMonth: [{ from: 28, to: -2 }] }),
      "2026-02-28T12:00Z",
      false,
    ],
    [
      "a day that the month lacks",
      day({ daysOfMonth: [{ from: 30, to: 31 }] }),
      "2026-02-28T12:00Z",
      false,
    ],
    ["a month", day({ months: [{ from: 11, to: 12 }] }), "2026-11-01T00:00Z", true],
    ["another month", day({ months: [{ from: 11, to: 12 }] }), "2026-10-31T23:59Z", false],
    ["a year", day({ years: [{ from: 2026, to: 2027 }] }), "2027-12-31T23:59Z", true],
    ["another year", day({ years: [{ from: 2026, to: 2027 }] }), "2028-01-01T00:00Z", false],
  ])("%s", (_, interval, moment, held) => {
    expect(holdsAt(interval, at(moment))).toBe(held);
  });
});

describe("when that changes next", () => {
  test.each<[string, TimeInterval, string, string | null]>([
    ["it begins", nights, "2026-11-23T12:00Z", "2026-11-23T21:00Z"],
    ["it ends", nights, "2026-11-23T21:00Z", "2026-11-24T05:00Z"],
    ["over a weekend", nights, "2026-11-28T05:00Z", "2026-11-30T21:00Z"],
    ["a night that is an hour longer", nights, "2026-10-23T20:00Z", "2026-10-24T04:00Z"],
    [
      "an hour that is skipped",
      { timezone: "Europe/Berlin", times: [{ from: 120, to: 180 }] },
      "2026-03-28T12:00Z",
      "2026-03-30T00:00Z",
    ],
    [
      "an hour that comes twice, first",
      { timezone: "Europe/Berlin", times: [{ from: 150, to: 180 }] },
      "2026-10-25T00:00Z",
      "2026-10-25T00:30Z",
    ],
    [
      "it ends as the clock goes back",
      { timezone: "Europe/Berlin", times: [{ from: 150, to: 180 }] },
      "2026-10-25T00:30Z",
      "2026-10-25T01:00Z",
    ],
    [
      "and holds a second time",
      { timezone: "Europe/Berlin", times: [{ from: 150, to: 180 }] },
      "2026-10-25T01:00Z",
      "2026-10-25T01:30Z",
    ],
    [
      "midnight that the clock skips",
      { timezone: "Africa/Cairo", weekdays: [{ from: 5, to: 5 }] },
      "2026-04-23T12:00Z",
      "2026-04-23T22:00Z",
    ],
    [
      "whole weekdays, joined",
      day({
        times: [
          { from: 0, to: 720 },
          { from: 720, to: 1_440 },
        ],
        weekdays: [{ from: 1, to: 5 }],
      }),
      "2026-11-24T12:00Z",
      "2026-11-28T00:00Z",
    ],
    [
      "29 February on a Monday",
      day({
        daysOfMonth: [{ from: 29, to: 29 }],
        months: [{ from: 2, to: 2 }],
        weekdays: [{ from: 1, to: 1 }],
      }),
      "2026-01-01T00:00Z",
      "2044-02-29T00:00Z",
    ],
    ["never, since always", day({}), "2026-01-01T00:00Z", null],
    ["never again", day({ years: [{ from: 2020, to: 2025 }] }), "2026-01-01T00:00Z", null],
  ])("%s", (_, interval, moment, change) => {
    expect(iso(changesAfter(interval, at(moment)))).toBe(change);
  });
});

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hourCycle: "h23",
      ...{ year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" },
    });
  clocks.set(timeZone, clock);
  return clock;
}

/** Asks the platform's own calendar, list by list and without any arithmetic of days but "a day before". */
function bruteHolds(interval: TimeInterval, moment: number): boolean {
  const parts = clockOf(interval.timezone).formatToParts(moment);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const minute = part("hour") * 60 + part("minute");
  const date = new Date(Date.UTC(part("year"), part("month") - 1, part("day")));
  const before = new Date(date.getTime() - 86_400_000);
  return (interval.times ?? [{ from: 0, to: 1_440 }]).some(({ from, to }) =>
    from <= to
      ? minute >= from && minute < to && bruteDay(interval, date)
      : (minute >= from && bruteDay(interval, date)) || (minute < to && bruteDay(interval, before)),
  );
}

function bruteDay({ weekdays, daysOfMonth, months, years }: TimeInterval, date: Date): boolean {
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const within = (ranges: TimeInterval["weekdays"], value: number, end = 0) =>
    ranges === undefined ||
    ranges.some(({ from, to }) => {
      const [first, final] = [from, to].map((one) => (one < 0 ? end + one + 1 : one));
      return value >= (first ?? 0) && value <= (final ?? 0);
    });
  return (
    within(weekdays, date.getUTCDay() || 7) &&
    within(daysOfMonth, date.getUTCDate(), last) &&
    within(months, date.getUTCMonth() + 1) &&
    within(years, date.getUTCFullYear())
  );
}

const whole = (min: number, max: number) =>
  fc.tuple(fc.integer({ min, max }), fc.integer({ min, max })).map(([a, b]) => ({
    from: Math.min(a, b),
    to: Math.max(a, b),
  }));
const list = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: 1, maxLength: 2 });
const anyInterval: fc.Arbitrary<TimeInterval> = fc.record(
  {
    timezone: fc.constantFrom(
      "UTC",
      "Europe/Berlin",
      "America/New_York",
      "Australia/Lord_Howe",
      "Africa/Cairo",
      "America/Santiago",
      "Asia/Kathmandu",
    ),
    times: list(
      fc.record({
        from: fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15),
        to: fc.integer({ min: 1, max: 96 }).map((quarter) => quarter * 15),
      }),
    ),
    weekdays: list(whole(1, 7)),
    daysOfMonth: list(fc.oneof(whole(1, 31), whole(-31, -1), fc.constant({ from: 25, to: -1 }))),
    months: list(whole(1, 12)),
  },
  { requiredKeys: ["timezone"] },
);
/** Around the changes of clocks, too. */
const anyMoment = fc.oneof(
  fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2029, 0) }),
  fc
    .tuple(
      fc.constantFrom(
        "2026-03-29T01:00Z",
        "2026-10-25T01:00Z",
        "2026-04-23T22:00Z",
        "2026-10-29T21:00Z",
        "2026-04-04T15:00Z",
        "2026-10-03T15:30Z",
        "2026-09-06T04:00Z",
        "2026-04-05T03:00Z",
      ),
      fc.integer({ min: -2_000, max: 2_000 }),
    )
    .map(([change, minutes]) => at(change) + minutes * MINUTE),
);

describe("any interval", () => {
  test("holds at any moment as the platform's calendar says", () => {
    fc.assert(
      fc.property(anyInterval, anyMoment, (interval, moment) => {
        expect(holdsAt(interval, moment)).toBe(bruteHolds(interval, moment));
      }),
      { numRuns: 500 },
    );
  });

  test("changes next where the platform's calendar first says otherwise, quarter of an hour by quarter", () => {
    fc.assert(
      fc.property(anyInterval, anyMoment, (interval, moment) => {
        const held = bruteHolds(interval, moment);
        const first = Math.floor(moment / (15 * MINUTE)) * 15 * MINUTE;
        const steps = Array.from({ length: 300 }, (_, step) => first + (step + 1) * 15 * MINUTE);
        const expected = steps.find((step) => bruteHolds(interval, step) !== held);
        const change = changesAfter(interval, moment);
        if (expected === undefined) expect(change ?? Infinity).toBeGreaterThan(steps.at(-1) ?? 0);
        else expect(change).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });
});
