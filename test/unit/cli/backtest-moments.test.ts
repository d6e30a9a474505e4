import { describe, expect, it } from "vitest";
import { durationOf, momentOf } from "../../../src/cli/backtest/moments.ts";

const NOW = Date.UTC(2026, 2, 10, 12);
const HOUR = 3_600_000;

describe("a backtest's options", () => {
  it.each([
    ["5m", 300_000],
    ["1h30m", 1.5 * HOUR],
    ["1.5h", 1.5 * HOUR],
    ["2w", 14 * 24 * HOUR],
  ])("take %s as the configuration does", (text, ms) => {
    expect(durationOf("every", text)).toBe(ms);
    expect(momentOf("from", text, NOW)).toBe(NOW - ms);
  });

  it.each(["", "0s", "5", "m5", "-1h", "soon"])("refuse %j as a length of time", (text) => {
    expect(() => durationOf("every", text)).toThrow(/--every" takes a length of time/);
  });

  it.each([
    ["2026-03-01", Date.UTC(2026, 2, 1)],
    ["2026-03-01T12:00", Date.UTC(2026, 2, 1, 12)],
    ["2026-03-01T12:00+01:00", Date.UTC(2026, 2, 1, 11)],
  ])("take the moment %s, which is UTC where it has no zone", (text, at) => {
    expect(momentOf("from", text, NOW)).toBe(at);
  });

  it("refuse what is no moment", () => {
    expect(() => momentOf("from", "yesterday", NOW)).toThrow(/--from" takes a time/);
  });
});
