import { describe, expect, it } from "vitest";
import { foretold, moment, spending } from "./forecast-rows.ts";
import { seenOf } from "./rule-builders.ts";

const WINDOW = "2026-10-01T00:00:00+00:00";

describe("the forecast on a month's first day", () => {
  it.each([
    ["doubled three weeks ago", ({ back }: { back: number }) => (back <= 21 ? 2 : 1), 0.12, 0.2],
    ["grows by 5 % a week", ({ back }: { back: number }) => 1.05 ** (-back / 7), 0.15, 0.22],
    ["stands still", () => 1, 0, 0.001],
  ])("follows spending that %s by what the last weeks were", (_what, level, least, most) => {
    const ref = { step: "forecast 100%", window: WINDOW };
    const ahead = spending("2026-10-31", 31 + 57, (day) =>
      Math.round(1e9 * level({ back: day.back - 30 })),
    );
    const month = ahead.slice(0, 31).reduce((sum, row) => sum + row.neoCredits, 0);
    const at = moment("2026-10-01T07:00");
    const known = ahead.filter((row) => row.createdAt <= at);
    const p50 = seenOf(foretold({ limit: 1 }), known, at, ref).forecast?.p50 ?? 0;
    expect(1 - p50 / month).toBeGreaterThanOrEqual(least);
    expect(1 - p50 / month).toBeLessThan(most);
  });
});
