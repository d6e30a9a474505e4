import { afterEach, expect, test, vi } from "vitest";
import { wireTime } from "../../../src/neo/wire-time.ts";

const at = Date.UTC(2026, 2, 2, 10, 0, 0);

test.each([
  ["2026-03-02T10:00:00Z", at],
  ["2026-03-02T10:00:00z", at],
  ["2026-03-02T10:00Z", at],
  ["2026-03-02T10:00:00.1Z", at + 100],
  ["2026-03-02T10:00:00.123456789Z", at + 123],
  ["2026-03-02T10:00:00.999999Z", at + 999],
  ["2026-03-02T10:00:00,5Z", at + 500],
  ["2026-03-02 10:00:00+00:00", at],
  ["2026-03-02T12:00:00+02:00", at],
  ["2026-03-02T12:00:00+0200", at],
  ["2026-03-02T05:00:00-05", at],
])("reads %s", (text, ms) => {
  expect(wireTime(text)).toBe(ms);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

test("takes a time without a zone for UTC, whatever zone this machine is in", () => {
  vi.stubEnv("TZ", "Asia/Tokyo");
  expect(Date.parse("2026-03-02T10:00:00")).not.toBe(at);
  expect(wireTime("2026-03-02T10:00:00")).toBe(at);
});

test.each([
  "",
  "yesterday",
  "2026-03-02",
  "2026-13-02T10:00:00Z",
  "1772445600000",
  "2026-03-02T25:00:00Z",
])("does not take %j for a time", (text) => {
  expect(wireTime(text)).toBeNull();
});
