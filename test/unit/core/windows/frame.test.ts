import { describe, expect, it } from "vitest";
import type { WindowSpec } from "../../../../src/core/rules/index.ts";
import { frameOf, windowKey } from "../../../../src/core/windows/index.ts";

const day: WindowSpec = {
  kind: "calendar",
  unit: "day",
  timezone: "America/New_York",
  weekStarts: "monday",
  startsOn: 1,
};
const start = Date.parse("2026-11-01T04:00:00Z");
const next = Date.parse("2026-11-02T05:00:00Z");

describe("a window's frame", () => {
  it("places a rolling window without a name of its own", () => {
    expect(frameOf({ kind: "rolling", ms: 90 * 60_000 }).at(start)).toEqual({
      low: start - 5_400_000,
      high: start,
      id: "",
      span: { name: "90m", from: start - 5_400_000, to: start },
    });
  });

  it("places a calendar window from its first moment on", () => {
    const at = next - 1;
    expect(frameOf(day).at(at)).toEqual({
      low: start - 1,
      high: at,
      id: "2026-11-01T00:00:00-04:00",
      span: { name: "day", from: start, to: at },
    });
    expect(frameOf(day).at(next).id).toBe("2026-11-02T00:00:00-05:00");
  });

  it("finds a window that is over by its name, and none where the name is no moment", () => {
    const at = next + 1000;
    expect(frameOf(day).closed("2026-11-01T00:00:00-04:00", at)).toMatchObject({
      low: start - 1,
      high: next - 1,
      span: { from: start, to: next },
    });
    expect(frameOf(day).closed("", at)).toMatchObject({ low: at, high: at });
    expect(frameOf({ kind: "rolling", ms: 5 }).closed("x", at)).toMatchObject({
      low: at,
      high: at,
    });
  });

  it("has a key that holds what moves it and nothing else", () => {
    expect(windowKey({ ...day, weekStarts: "sunday", startsOn: 9 })).toBe(windowKey(day));
    expect(windowKey({ ...day, timezone: "UTC" })).not.toBe(windowKey(day));
    const week = { ...day, unit: "week" } as const;
    expect(windowKey({ ...week, startsOn: 9 })).toBe(windowKey(week));
    expect(windowKey({ ...week, weekStarts: "sunday" })).not.toBe(windowKey(week));
    const month = { ...day, unit: "month" } as const;
    expect(windowKey({ ...month, startsOn: 9 })).not.toBe(windowKey(month));
  });

  it.each([
    [{ kind: "rolling", ms: 5 }, "5ms"],
    [day, "day in America/New_York"],
    [{ ...day, unit: "week", weekStarts: "sunday" }, "week in America/New_York from sunday"],
    [{ ...day, unit: "month", startsOn: 9 }, "month in America/New_York from day 9"],
    [{ ...day, unit: "quarter" }, "quarter in America/New_York from day 1"],
    [{ ...day, unit: "year" }, "year in America/New_York from day 1"],
  ] as const)("%j is written %s", (spec, key) => {
    expect(windowKey(spec)).toBe(key);
  });

  it("tells whether its windows roll, and where none is that is asked for", () => {
    const hour = frameOf({ kind: "rolling", ms: 3_600_000 });
    expect([hour.rolling, frameOf(day).rolling]).toEqual([true, false]);
    const [at, id] = [start, "x"];
    expect(hour.closed(id, at).span).toEqual({ name: "1h", from: at, to: at });
    expect(frameOf(day).closed(id, at)).toEqual({
      ...{ low: at, high: at, id },
      span: { name: "day", from: at, to: at },
    });
  });
});
