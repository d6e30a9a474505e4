import { expect, test } from "vitest";
import { headline } from "../../../../src/core/message/index.ts";
import { budget, finding, firing } from "../../../support/findings.ts";

const CREDIT = 1_000_000_000;
const words = { usdPerCredit: 10, timezone: "Europe/Berlin" };
const lead = { member: "lead@acme.io" };
const DAY_WINDOW = { name: "24h", from: 0, to: 86_400_000 };
const forecast = {
  ...{ p10: 52.1 * CREDIT, p50: 61.3 * CREDIT, p90: 70.4 * CREDIT },
  ...{ errorPpm: 120_000, days: 56, until: Date.UTC(2026, 3, 1) },
};
const money = { unit: "nano", metric: { name: "neo_credits" } } as const;
const burning = { ...money, kind: "burn_rate", value: 4.2 * CREDIT, budget: 500 * CREDIT } as const;
const burn = {
  fast: { ms: 3_600_000, value: 4.2 * CREDIT },
  slow: { ms: 86_400_000, value: 60 * CREDIT },
  ...{ plan: 1.35 * CREDIT, spent: 462.2 * CREDIT },
};
const odd = { ...money, kind: "anomaly" } as const;
const peers = { median: 1.84 * CREDIT, windows: 4, mad: 0.97 * CREDIT };
const quiet = { kind: "absence", streams: 0, window: DAY_WINDOW } as const;
const fresh = { kind: "new_value", window: { name: "30d", from: 0, to: 1 } } as const;
const moving = { kind: "shift", metric: { name: "byok_share" }, window: DAY_WINDOW } as const;

test.each([
  [
    "a forecast",
    budget(100, 30.2, { group: lead, step: "forecast 100%", breached: true, forecast }),
    "lead@acme.io is heading for 61.30 of 50 credits this month (80 % sure: 52.10 to 70.40), 30.20 spent so far",
  ],
  [
    "a forecast of own-key cost",
    budget(100, 30.2, {
      ...{ group: lead, step: "forecast 100%", breached: true, forecast },
      metric: { name: "byok_cost" },
    }),
    "lead@acme.io is heading for 61.30 of 50 credits own-key cost this month (80 % sure: 52.10 to 70.40), 30.20 so far",
  ],
  [
    "a forecast that has come true before it could be foretold",
    budget(100, 51, { group: lead, step: "forecast 100%" }),
    "lead@acme.io spent 51.00 of 50 credits (102 %) this month",
  ],
  [
    "a budget used up too fast",
    finding({ ...burning, burn: { ...burn, exhaustedInMs: 9 * 3_600_000 } }),
    "x@y used 4.20 credits in 1h, 3.1 times the plan; at this pace the budget of 500 credits is gone in 9 h",
  ],
  [
    "a budget used up",
    finding({ ...burning, burn: { ...burn, exhaustedInMs: 0 } }),
    "x@y used 4.20 credits in 1h, 3.1 times the plan; the budget of 500 credits is used up",
  ],
  [
    "a budget of another metric with a plan of nothing",
    finding({
      ...burning,
      metric: { name: "llm_cost" },
      burn: { ...burn, plan: 0, exhaustedInMs: null },
    }),
    "x@y used LLM cost 4.20 credits in 1h",
  ],
  [
    "an hour far above what is usual",
    finding({ ...odd, value: 9.4 * CREDIT, baseline: { ...peers, scoreMilli: 5_249 } }),
    "x@y: 9.40 credits in 1h, far above its usual 1.84 (robust score 5.2)",
  ],
  [
    "an hour far below what is usual",
    finding({ ...odd, value: 0, baseline: { ...peers, scoreMilli: -4_100 } }),
    "x@y: 0.00 credits in 1h, far below its usual 1.84 (robust score -4.1)",
  ],
  [
    "an hour unlike what is always the same",
    finding({ ...odd, value: 9.4 * CREDIT, baseline: { ...peers, mad: 0, scoreMilli: null } }),
    "x@y: 9.40 credits in 1h, where it is always 1.84",
  ],
  [
    "a member gone quiet",
    finding({ ...quiet, lastAt: Date.UTC(2026, 10, 24, 8, 12) }),
    "x@y: no streams for 24h; the last was on Tue 24 Nov 09:12 CET",
  ],
  ["a member gone quiet for long", finding(quiet), "x@y: no streams for 24h"],
  [
    "a group gone quiet",
    finding({ ...quiet, group: { group: "red-team" } }),
    "Group red-team: no streams for 24h",
  ],
  [
    "a rule that has nothing to go by",
    finding({ step: "no data", streams: 0 }),
    "x@y: error rate unknown, no streams over 1h",
  ],
  [
    "a rule that has something to go by again",
    finding({ step: "no data", streams: 1 }),
    "x@y has streams again: 1 stream in 1h",
  ],
  [
    "a new tool of a member",
    finding({ ...fresh, of: "tool", key: "nuclei" }),
    "x@y used tool nuclei for the first time in 30d",
  ],
  [
    "a new model of an account",
    finding({ ...fresh, of: "model", key: "opus", group: {} }),
    "Account acme used model opus for the first time in 30d",
  ],
  [
    "a new model, by model",
    finding({ ...fresh, of: "model", key: "opus", group: { ...lead, model: "opus" } }),
    "lead@acme.io used model opus for the first time in 30d",
  ],
  [
    "a new member",
    finding({ ...fresh, of: "member", key: "new@acme.io", group: {} }),
    "new@acme.io used account acme for the first time in 30d",
  ],
  [
    "a new member of a cost centre whom the API does not tell",
    finding({ ...fresh, of: "member", key: "(unknown)", group: { group: "red-team" } }),
    "An unknown member showed up in group red-team for the first time in 30d",
  ],
  [
    "a move to platform credits",
    finding({ ...moving, value: 120_000, earlier: { share: 850_000, streams: 40 } }),
    "x@y moved to platform credits: own key 12.0 % of streams in 24h, before 85.0 %",
  ],
  [
    "a move to an own key",
    finding({ ...moving, value: 850_000, earlier: { share: 120_000, streams: 40 } }),
    "x@y moved to its own key: own key 85.0 % of streams in 24h, before 12.0 %",
  ],
])("the headline of %s", (_what, found, text) => {
  expect(headline(firing(found), words)).toBe(text);
});
