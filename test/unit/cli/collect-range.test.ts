import { describe, expect, it } from "vitest";
import { rangeOf } from "../../../src/cli/collect/range.ts";

const NOW = Date.UTC(2026, 9, 20, 12);
const ZONE = "Europe/Berlin";
const read = (from: string, to?: string) => {
  const range = rangeOf({ from, to }, ZONE, NOW);
  return [range.from, range.to].map((at) => new Date(at).toISOString());
};

describe("the range of collect", () => {
  it.each([
    [
      "days of the zone, the last one left out",
      "2026-10-01",
      "2026-10-08",
      "2026-09-30T22:00:00.000Z",
      "2026-10-07T22:00:00.000Z",
    ],
    [
      "days across a clock change",
      "2026-03-29",
      "2026-03-30",
      "2026-03-28T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
    ],
    [
      "times of the zone's clock",
      "2026-10-01T06:30",
      "2026-10-01T07:00:30",
      "2026-10-01T04:30:00.000Z",
      "2026-10-01T05:00:30.000Z",
    ],
    [
      "moments with an offset",
      "2026-10-01T06:30Z",
      "2026-10-01T09:30+02:00",
      "2026-10-01T06:30:00.000Z",
      "2026-10-01T07:30:00.000Z",
    ],
    [
      "no further than now",
      "2026-10-20",
      "2026-10-22",
      "2026-10-19T22:00:00.000Z",
      "2026-10-20T12:00:00.000Z",
    ],
  ])("takes %s", (_, from, to, begin, end) => {
    expect(read(from, to)).toEqual([begin, end]);
  });

  it("ends now where no end is given", () => {
    expect(read("2026-10-20")).toEqual(["2026-10-19T22:00:00.000Z", "2026-10-20T12:00:00.000Z"]);
  });

  it.each([
    "2026-02-30",
    "2026-13-01",
    "last week",
    "20261001",
    "2026-03-29T02:30",
    "2026-10-01T25:00Z",
    "",
  ])("takes %s for none", (text) => {
    expect(() => read(text)).toThrow(
      '"collect --from" takes a day such as 2026-10-01 (in Europe/Berlin)',
    );
  });

  it("has to begin somewhere", () => {
    expect(() => rangeOf({ from: undefined, to: undefined }, ZONE, NOW)).toThrow("needs --from");
  });

  it("is told apart from an empty one and one to come", () => {
    expect(() => read("2026-10-08", "2026-10-08")).toThrow("ends before it begins");
    expect(() => read("2026-11-01")).toThrow("has not come yet");
  });
});
