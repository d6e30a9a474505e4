import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysEarlier, durationName } from "../../../../src/core/time/index.ts";
import { daysBefore } from "../../../support/oracle/index.ts";

const utc = (text: string) => Date.parse(`${text}Z`);

describe("the same time some days earlier", () => {
  it.each([
    ["Europe/Berlin", "2026-10-26T11:00:00", 1, "2026-10-25T11:00:00"],
    ["Europe/Berlin", "2026-10-26T11:00:00", 2, "2026-10-24T10:00:00"],
    ["America/New_York", "2026-03-09T16:00:00", 1, "2026-03-08T16:00:00"],
    ["America/New_York", "2026-03-09T16:00:00", 7, "2026-03-02T17:00:00"],
    ["Asia/Kolkata", "2026-10-26T11:00:00", 7, "2026-10-19T11:00:00"],
    ["Australia/Lord_Howe", "2026-04-06T02:00:00", 2, "2026-04-04T01:30:00"],
    // 02:30 did not exist in Berlin on 29 March: the clock then showed 03:30.
    ["Europe/Berlin", "2026-03-30T00:30:00", 1, "2026-03-29T01:30:00"],
    // 02:30 came twice on 25 October: the first counts.
    ["Europe/Berlin", "2026-10-26T01:30:00", 1, "2026-10-25T00:30:00"],
  ])("in %s, %s, %d days before is %s", (zone, at, days, expected) => {
    expect(daysEarlier(zone)(utc(at), days)).toBe(utc(expected));
  });

  it.each([
    ["a change lies ahead", "2026-10-24T12:00:00", 30, "2026-10-25T01:00:00"],
    ["it is as far back as that", "2026-11-03T12:00:00", 8, "2027-03-28T01:00:00"],
    ["it lies among the days", "2026-11-03T12:00:00", 9, "2026-11-03T12:00:00"],
    ["it was just now", "2026-10-25T01:00:00", 1, "2026-10-25T01:00:00"],
  ])("moves with the moment, where %s", (_what, at, days, until) => {
    expect(daysEarlier("Europe/Berlin").steadyUntil(utc(at), days)).toBe(utc(until));
    expect(daysEarlier("Asia/Kolkata").steadyUntil(utc(at), days)).toBe(Infinity);
  });

  it("equals what Intl says, whatever was asked before", () => {
    const zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"];
    const changes = ["03-29T01:00", "10-25T01:00", "03-08T07:00", "11-01T06:00", "04-04T15:00"];
    const moment = fc.oneof(
      fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
      fc
        .tuple(fc.constantFrom(...changes), fc.integer({ min: -12, max: 12 * 24 * 4 }))
        .map(([text, quarters]) => utc(`2026-${text}:00`) + quarters * 900_000),
    );
    const asked = fc.array(fc.tuple(moment, fc.integer({ min: 1, max: 30 })), { minLength: 1 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), asked, (zone, questions) => {
        const earlier = daysEarlier(zone);
        for (const [at, days] of questions) {
          expect(earlier(at, days)).toBe(daysBefore(at, days, zone));
        }
      }),
      { numRuns: 150 },
    );
  }, 30_000);
});

describe("a length of time", () => {
  it.each([
    [7 * 86_400_000, "7d"],
    [86_400_000, "1d"],
    [36 * 3_600_000, "36h"],
    [5_400_000, "90m"],
    [45_000, "45s"],
    [1500, "1500ms"],
  ])("of %d ms is written %s", (ms, name) => {
    expect(durationName(ms)).toBe(name);
  });
});
