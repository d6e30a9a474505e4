import { describe, expect, it } from "vitest";
import { intervalText } from "../../../src/config/describe/quiet-text.ts";
import { clockText, readClock, readClockRange } from "../../../src/config/values/clock-range.ts";
import { readEvery } from "../../../src/config/values/every.ts";
import { Mistake } from "../../../src/config/values/leaf.ts";
import { dayRanges, monthRanges, yearRanges } from "../../../src/config/values/number-ranges.ts";
import { readWall, wallTimeIn } from "../../../src/config/values/wall-time.ts";

describe("times that come again and again", () => {
  const WEEKDAYS = [{ from: 1, to: 5 }];
  const NIGHT = [{ from: 1320, to: 360 }];

  it.each([
    [
      "weekday 22:00-06:00 Europe/Berlin",
      { weekdays: WEEKDAYS, times: NIGHT, timezone: "Europe/Berlin" },
    ],
    ["weekend", { weekdays: [{ from: 6, to: 7 }] }],
    ["day 22:00-06:00", { times: NIGHT }],
    ["22:00-06:00 UTC", { times: NIGHT, timezone: "UTC" }],
    [
      "mon-fri 09:00-12:00,13:00-17:00",
      {
        weekdays: WEEKDAYS,
        times: [
          { from: 540, to: 720 },
          { from: 780, to: 1020 },
        ],
      },
    ],
    [
      "sat,sun",
      {
        weekdays: [
          { from: 6, to: 6 },
          { from: 7, to: 7 },
        ],
      },
    ],
    ["Monday 00:00-24:00", { weekdays: [{ from: 1, to: 1 }], times: [{ from: 0, to: 1440 }] }],
  ])("reads %s", (text, interval) => {
    expect(readEvery(text)).toEqual(interval);
  });

  it.each([
    "",
    "Europe/Berlin",
    "nightly",
    "day 22-6",
    "fri-mon",
    "weekday 22:00-06:00 Berlin/Mitte",
    "weekday UTC now",
    "day 06:00-06:00",
  ])("takes %j for none", (text) => {
    expect(readEvery(text)).toBeInstanceOf(Mistake);
  });

  it("are told in words", () => {
    const days = {
      weekdays: WEEKDAYS,
      daysOfMonth: [{ from: -3, to: -1 }],
      months: [{ from: 1, to: 3 }],
    };
    expect(
      intervalText({ ...days, years: [{ from: 2026, to: 2026 }], times: NIGHT, timezone: "UTC" }),
    ).toBe("monday to friday days -3 to -1 of the month january to march 2026 22:00-06:00 UTC");
    expect(intervalText({ timezone: "UTC" })).toBe("always UTC");
  });
});

describe("times of day", () => {
  it.each([
    ["00:00", 0],
    ["9:05", 545],
    ["24:00", 1440],
    ["24:01", null],
    ["12:60", null],
    ["noon", null],
  ])("reads %s as %s minutes after midnight", (text, minutes) => {
    expect(readClock(text)).toBe(minutes);
  });

  it("prints what it read, with two digits each", () => {
    expect(clockText(545)).toBe("09:05");
  });

  it.each(["09:00", "09:00-09:00", "09:00-10:00-11:00", "9-10"])(
    "takes %s for no stretch",
    (text) => {
      expect(readClockRange(text)).toBeNull();
    },
  );
});

describe("ranges of days, months and years", () => {
  it.each([
    [
      dayRanges,
      ["1:5", -1, "-3:-1", "1:-1"],
      [
        { from: 1, to: 5 },
        { from: -1, to: -1 },
        { from: -3, to: -1 },
        { from: 1, to: -1 },
      ],
    ],
    [
      monthRanges,
      ["january:march", "4:6", "dec"],
      [
        { from: 1, to: 3 },
        { from: 4, to: 6 },
        { from: 12, to: 12 },
      ],
    ],
    [
      yearRanges,
      [2026, "2027:2029"],
      [
        { from: 2026, to: 2026 },
        { from: 2027, to: 2029 },
      ],
    ],
  ])("are read by number, name and range", (schema, written, ranges) => {
    expect(schema.parse(written)).toEqual(ranges);
  });

  it.each([
    [dayRanges, "0"],
    [dayRanges, "32"],
    [dayRanges, "5:1"],
    [dayRanges, "-1:-3"],
    [monthRanges, "13"],
    [monthRanges, "june:may"],
    [yearRanges, "26"],
  ])("refuse what is none", (schema, written) => {
    expect(schema.safeParse([written]).success).toBe(false);
  });
});

describe("a date and time by the clock", () => {
  it.each([
    ["2026-12-24 08:00", "Europe/Berlin", "2026-12-24T07:00:00.000Z"],
    ["2026-12-24T08:00+03:00", "Europe/Berlin", "2026-12-24T05:00:00.000Z"],
    ["2026-12-24 08:00:30 America/New_York", "UTC", "2026-12-24T13:00:30.000Z"],
    ["2026-12-24T08:00Z", "Asia/Tokyo", "2026-12-24T08:00:00.000Z"],
  ])("%s, read in %s, is %s", (text, zone, moment) => {
    const written = readWall(text);
    const at = written && wallTimeIn(written, zone);
    expect(typeof at === "number" && new Date(at).toISOString()).toBe(moment);
  });

  it.each([
    "2026-03-29 02:30",
    "2026-10-25 02:30",
    "2026-02-30 08:00",
    "2026-12-24 08:00 Mars/Base",
  ])("%s is refused in Berlin, since there is not exactly one", (text) => {
    const written = readWall(text);
    expect(written && wallTimeIn(written, "Europe/Berlin")).toBeInstanceOf(Mistake);
  });
});
