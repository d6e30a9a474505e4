import { describe, expect, test } from "vitest";
import type { Alert } from "../../../../src/core/alerts/index.ts";
import type { Finding } from "../../../../src/core/engine/index.ts";
import { facts } from "../../../../src/core/message/index.ts";
import { budget, type FindingFields, finding, firing, stream } from "../../../support/findings.ts";

const CREDIT = 1_000_000_000;
const HOUR = 3_600_000;
const words = { usdPerCredit: 10, timezone: "UTC" };
const told = (alert: Alert) =>
  Object.fromEntries(facts(alert, words).map(({ label, value }) => [label, value]));
/** What is told of an alert beside whom it is about, its window and where it comes from. */
const own = (found: Finding, fields: Partial<Alert> = {}) => {
  const {
    Who: _,
    Window: __,
    Streams: ___,
    Since: ____,
    Account: _____,
    Rule: ______,
    ...rest
  } = told(firing(found, 0, fields));
  return rest;
};
const money = { unit: "nano", metric: { name: "neo_credits" } } as const;
const burning: FindingFields = {
  ...{ ...money, kind: "burn_rate", value: 4 * CREDIT, budget: 500 * CREDIT },
  window: { name: "1h", from: 0, to: Date.UTC(2026, 2, 14, 12) },
};
const burn = {
  fast: { ms: HOUR, value: 4 * CREDIT },
  slow: { ms: 24 * HOUR, value: 60 * CREDIT },
  ...{ plan: 2 * CREDIT, spent: 460 * CREDIT, exhaustedInMs: 10 * HOUR },
};
const burnFacts = {
  "Neo credits": "4.00 credits ($40.00)",
  Budget: "500.00 credits ($5,000.00)",
  "Spent of it": "460.00 credits ($4,600.00), 92 %",
  Gone: "in 10 h at this pace, 14 Mar 2026 22:00 (UTC)",
  "Pace over 1 h": "4.00 credits ($40.00), 2.0 times the plan",
  "Pace over 1 d": "60.00 credits ($600.00), 1.3 times the plan",
  "Plan for 1 h": "2.00 credits ($20.00)",
};
const odd: FindingFields = { ...money, kind: "anomaly", value: 9 * CREDIT, limit: 6 * CREDIT };
const usual = { median: 2 * CREDIT, windows: 28, mad: CREDIT, scoreMilli: 9_820 };
const moving: FindingFields = {
  ...{ kind: "shift", metric: { name: "byok_share" }, unit: "ppm", value: 120_000, limit: 500_000 },
};
const forecast = {
  ...{ p10: 52 * CREDIT, p50: 61 * CREDIT, p90: 70 * CREDIT },
  ...{ errorPpm: 120_000, days: 1, until: Date.UTC(2026, 3, 1) },
};

describe("what is told of", () => {
  test.each<[string, Finding, Record<string, string>]>([
    ["a burn rate", finding({ ...burning, burn }), burnFacts],
    [
      "a burn rate at a pace of nothing, with a plan of nothing",
      finding({ ...burning, burn: { ...burn, plan: 0, exhaustedInMs: null } }),
      {
        ...burnFacts,
        Gone: "never at this pace",
        "Pace over 1 h": "4.00 credits ($40.00)",
        "Pace over 1 d": "60.00 credits ($600.00)",
        "Plan for 1 h": "0.00 credits ($0.00)",
      },
    ],
    [
      "a budget that is used up",
      finding({ ...burning, burn: { ...burn, exhaustedInMs: 0 } }),
      { ...burnFacts, Gone: "already" },
    ],
    [
      "a burn rate of which only the budget is known",
      finding(burning),
      { "Neo credits": "4.00 credits ($40.00)", Budget: "500.00 credits ($5,000.00)" },
    ],
    [
      "an anomaly above what is usual",
      finding({ ...odd, baseline: usual }),
      {
        "Neo credits": "9.00 credits ($90.00)",
        "Fires above": "6.00 credits ($60.00)",
        Usual: "2.00 credits ($20.00), the median of 28 earlier windows at the same time of day",
        "Robust score": "9.8",
        "Usual spread (MAD)": "1.00 credits ($10.00)",
      },
    ],
    [
      "an anomaly below what is usual, where it never varied",
      finding({ ...odd, limit: CREDIT, baseline: { ...usual, scoreMilli: null, mad: 0 } }),
      {
        "Neo credits": "9.00 credits ($90.00)",
        "Fires below": "1.00 credits ($10.00)",
        Usual: "2.00 credits ($20.00), the median of 28 earlier windows at the same time of day",
        "Robust score": "none: the earlier windows are all alike",
        "Usual spread (MAD)": "0.00 credits ($0.00)",
      },
    ],
    [
      "an anomaly at its median",
      finding({ ...odd, limit: 2 * CREDIT, baseline: { median: 2 * CREDIT, windows: 1 } }),
      {
        "Neo credits": "9.00 credits ($90.00)",
        "Fires above": "2.00 credits ($20.00)",
        Usual: "2.00 credits ($20.00), the median of 1 earlier window at the same time of day",
      },
    ],
    [
      "an anomaly of which nothing usual is known",
      finding(odd),
      { "Neo credits": "9.00 credits ($90.00)", "Fires above": "6.00 credits ($60.00)" },
    ],
    [
      "an absence: no value, but the last stream",
      finding({ kind: "absence", lastAt: Date.UTC(2026, 2, 14, 9), streams: 3 }),
      { "Last stream": "14 Mar 2026 09:00 (UTC)" },
    ],
    ["an absence of what was never seen", finding({ kind: "absence" }), {}],
    [
      "a shift",
      finding({ ...moving, earlier: { share: 850_000, streams: 40 } }),
      {
        "Own-key share": "12.0 %",
        Before: "85.0 % of 40 streams",
        Change: "73.0 points, told past 50.0 points",
      },
    ],
    ["a shift without anything before", finding(moving), { "Own-key share": "12.0 %" }],
    ["a threshold", finding(), { "Error rate": "34.0 %", Limit: "20.0 %" }],
    [
      "a forecast",
      budget(100, 30, { step: "forecast 100%", breached: true, forecast }),
      {
        "Neo credits": "30.00 credits ($300.00), 60 %",
        Budget: "50.00 credits ($500.00)",
        Step: "forecast 100% = 50.00 credits ($500.00)",
        "Forecast (P50)": "61.00 credits ($610.00), 122 %",
        "P10 to P90": "52.00 credits ($520.00) to 70.00 credits ($700.00)",
        "How sure": "has been off by 12 % on past days; it rests on 1 past day",
        Ends: "1 Apr 2026 00:00 (UTC)",
      },
    ],
    [
      "a step that tells of missing streams: no value, no limit",
      budget(100, 0, { step: "no data", breached: true, streams: 0 }),
      {},
    ],
    [
      "a step that told of missing streams which have come again: the value, no limit",
      budget(100, 5, { step: "no data", breached: true, streams: 2 }),
      { "Neo credits": "5.00 credits ($50.00), 10 %" },
    ],
    [
      "a threshold without streams: its value all the same",
      finding({ streams: 0 }),
      { "Error rate": "34.0 %", Limit: "20.0 %" },
    ],
  ])("%s", (_what, found, expected) => {
    expect(own(found)).toEqual(expected);
  });

  test("a forecast whose error cannot be measured, of a budget without a whole", () => {
    const { budget: _, ...found } = budget(100, 30, {
      step: "forecast 100%",
      breached: true,
      forecast: { ...forecast, errorPpm: null, days: 56 },
    });
    expect(own(found)).toMatchObject({
      "How sure": "it rests on 56 past days",
      "Forecast (P50)": "61.00 credits ($610.00), 122 %",
    });
    expect(own(found)).not.toHaveProperty("Budget");
  });

  test("a budget's step that speaks for several others", () => {
    const step = "100% = 50.00 credits ($500.00); also crossed: 50%, 80%";
    expect(own(budget(100, 51), { alsoCrossed: ["50%", "80%"] })).toMatchObject({ Step: step });
    expect(own(budget(100, 51, { step: "" }))).not.toHaveProperty("Step");
  });

  test.each([
    ["tool", "nuclei", { "New tool": "nuclei" }],
    ["agent", "recon", { "New agent": "recon" }],
    ["model", "opus", {}],
    ["member", "ann", {}],
  ] as const)("a new %s: it and the run that showed it", (of, key, expected) => {
    const run = stream("s1").stream as NonNullable<Finding["stream"]>;
    const member = { ...run, member: null, taskTitle: null, errorMessage: null };
    const found = told(firing(finding({ kind: "new_value", of, key, stream: member } as never)));
    expect(found).toMatchObject({ ...expected, Run: "t1", Who: "an unknown member" });
    expect(Object.keys(found).filter((label) => label.startsWith("New"))).toEqual(
      Object.keys(expected),
    );
    expect(found).not.toHaveProperty("Error");
  });

  test("a single stream: nothing of new values", () => {
    const labels = Object.keys(told(firing(stream("s1", { of: "tool" } as never))));
    expect(labels).not.toContain("New tool");
  });

  test("an alert that never began, or a trouble without advice: nothing empty", () => {
    const alert = firing(finding({ kind: "system", group: {} }), 0, { startsAt: null });
    expect(told(alert)).toEqual({ Account: "acme", Rule: "error-rate" });
  });
});
