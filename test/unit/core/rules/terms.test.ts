import { describe, expect, it } from "vitest";
import { createEngine } from "../../../../src/core/engine/index.ts";
import type { AnomalyRule, BurnRateRule, Rule } from "../../../../src/core/rules/index.ts";
import { rowOf } from "../engine/rows.ts";
import { newValue } from "./kind-builders.ts";
import { budget, DAY, HOUR, rolling, seenOf, spike, threshold } from "./rule-builders.ts";

const AT = Date.parse("2026-10-20T12:00:00Z");
const rows = [rowOf({ rowNo: 1, createdAt: AT - 1, neoCredits: 7 })];
const anomaly = (part: Partial<AnomalyRule> = {}): AnomalyRule => ({
  ...spike({ atLeast: 2 }),
  ...{
    kind: "anomaly",
    season: "day",
    sensitivityMilli: 3_500,
    direction: "both",
    versusMs: 7 * DAY,
  },
  ...part,
});
const burning: BurnRateRule = {
  ...{ ...budget(), kind: "burn_rate", window: rolling(30 * DAY) },
  ...{ fastMs: HOUR, slowMs: DAY, timesPpm: 2_000_000, severity: "warning" },
};
const terms = (rule: Rule) =>
  seenOf(rule, rows, AT, rule.kind === "budget" ? { step: "80%" } : {}).terms;

describe("the terms of a condition", () => {
  it.each<[string, Rule, string]>([
    [
      "a threshold",
      threshold(),
      "threshold; streams > 5; over 3600000ms; by account; time created_at",
    ],
    [
      "a threshold below",
      threshold({ direction: "below", resolveBound: 8, minStreams: 3 }),
      "threshold; streams < 5; until 8; over 3600000ms; from 3 streams; by account; time created_at",
    ],
    [
      "a spike",
      spike(),
      "spike; neo_credits > 3000000 ppm of the median of 86400000ms; at least 1; over 3600000ms; by account; time created_at",
    ],
    [
      "a spike of enough streams",
      spike({ minStreams: 4 }),
      "spike; neo_credits > 3000000 ppm of the median of 86400000ms; at least 1; over 3600000ms; from 4 streams; by account; time created_at",
    ],
    [
      "an anomaly",
      anomaly(),
      "anomaly; neo_credits both by 3500 milli of the same day of 604800000ms in UTC; at least 2; over 3600000ms; by account; time created_at",
    ],
    [
      "an anomaly of enough streams",
      anomaly({ minStreams: 4, direction: "below" }),
      "anomaly; neo_credits below by 3500 milli of the same day of 604800000ms in UTC; at least 2; over 3600000ms; from 4 streams; by account; time created_at",
    ],
    [
      "a burn rate",
      burning,
      "burn_rate; neo_credits > 2000000 ppm of the plan of 100 a 2592000000ms; over 3600000ms; and 86400000ms; by account; time created_at",
    ],
  ])("of %s hold what decides it", (_what, rule, expected) => {
    expect(terms(rule)).toBe(expected);
  });

  it("of a new value hold how long it is remembered, and learnt where it is", () => {
    const of = (learnMs: number) => {
      const engine = createEngine({ rules: [newValue({ learnMs, by: [] })], groups: [] });
      engine.put([...rows, rowOf({ rowNo: 2, createdAt: AT - 3 * DAY, model: "haiku" })], true);
      return engine.tick(AT, [])[0]?.terms;
    };
    expect(of(2 * DAY)).toBe(
      "new_value; new model within 864000000ms; known for 172800000ms; by account; time created_at",
    );
    expect(of(0)).toBe("new_value; new model within 864000000ms; by account; time created_at");
  });
});

describe("a rule of more groups than it tells of", () => {
  const members = [4, 9, 1, 7, 3, 8].flatMap((count, member) =>
    Array.from({ length: count }, (_, each) =>
      rowOf({ rowNo: member * 10 + each + 1, createdAt: AT, member: `m${count}`, neoCredits: 20 }),
    ),
  );
  const told = (rule: Rule, maxGroups = 2) => {
    const engine = createEngine({ rules: [rule], groups: [], maxGroups });
    engine.put(members, false);
    const found = engine.tick(AT, []).map(({ ref }) => ref.group["member"]);
    return { found: [...new Set(found)], left: engine.capped.get("rule") };
  };
  const by = ["member"] as const;

  it.each<[string, Rule, string[]]>([
    ["a threshold: the largest", threshold({ by, bound: 0 }), ["m8", "m9"]],
    [
      "a threshold below: the smallest",
      threshold({ by, bound: 99, direction: "below" }),
      ["m1", "m3"],
    ],
    ["a budget: those who spent most", budget({ by, limit: 2 }), ["m8", "m9"]],
    ["a burn rate: those who burn fastest", { ...burning, by, limit: 2 }, ["m8", "m9"]],
  ])("%s, in the order of their names, and how many are left out", (_what, rule, expected) => {
    expect(told(rule)).toEqual({ found: expected, left: 4 });
  });

  it("leaves nobody out where there are just as many", () => {
    expect(told(threshold({ by, bound: 0 }), 6)).toEqual({
      found: ["m1", "m3", "m4", "m7", "m8", "m9"],
      left: undefined,
    });
  });
});
