import { describe, expect, test } from "vitest";
import { next } from "../../../../src/core/alerts/index.ts";
import type { Finding } from "../../../../src/core/engine/index.ts";
import { finding, firing } from "../../../support/findings.ts";

const COMPARED = {
  baseline: { median: 2.5, windows: 9 },
  burn: {
    fast: { ms: 1, value: 2 },
    slow: { ms: 3, value: 4 },
    plan: 5,
    spent: 6,
    exhaustedInMs: null,
  },
  forecast: { p10: 1, p50: 2, p90: 3, errorPpm: null, days: 4, until: 5 },
  lastAt: 7,
  earlier: { share: 333_333, streams: 3 },
  of: "model",
} as const satisfies Partial<Finding>;

const context = { now: 60_000, rule: null, first: null, edited: false };

describe.each(Object.entries(COMPARED))("an alert's %s", (key, value) => {
  const without = finding();
  const withIt = finding({ [key]: value });

  test("is taken from the finding that it fires on", () => {
    expect(firing(withIt)).toMatchObject({ [key]: value });
  });

  test("comes and goes with what the findings say while it fires", () => {
    expect(next(firing(without), withIt, context).alert).toMatchObject({ [key]: value });
    expect(next(firing(withIt), without, context).alert).not.toHaveProperty(key);
    expect(next(firing(withIt), withIt, context).alert).toMatchObject({ [key]: value });
  });
});
