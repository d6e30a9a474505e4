import { describe, expect, it } from "vitest";
import type { AnomalyRule, BurnRateRule, Rule } from "../../../../src/core/rules/index.ts";
import {
  columnsOf,
  horizonOf,
  lookBackOf,
  metricOf,
  windowOf,
} from "../../../../src/core/rules/look.ts";
import { metricText, overText, termsOf } from "../../../../src/core/rules/terms.ts";
import { absence, newValue, shift } from "./kind-builders.ts";
import {
  budget,
  DAY,
  HOUR,
  monthIn,
  rolling,
  spike,
  streamRule,
  threshold,
} from "./rule-builders.ts";

const anomaly = { ...spike(), kind: "anomaly", sensitivityMilli: 3_500 } as unknown as AnomalyRule;
const burning = (slowMs: number) =>
  ({
    ...budget({ window: rolling(30 * DAY) }),
    kind: "burn_rate",
    fastMs: HOUR,
    slowMs,
  }) as unknown as BurnRateRule;
const is = (source: string) => ({ source, matches: (text: string) => text === source });

describe("what a rule looks at", () => {
  it.each<[string, Rule, string, number | string | null, number]>([
    ["a budget", budget(), "neo_credits", DAY, DAY],
    ["a monthly budget", budget({ window: monthIn("UTC") }), "neo_credits", "month", 32 * DAY],
    ["a threshold", threshold(), "streams", HOUR, HOUR],
    ["a spike", spike(), "neo_credits", HOUR, DAY + HOUR],
    ["an anomaly", anomaly, "neo_credits", HOUR, DAY + HOUR],
    ["a shift", shift(), "byok_share", HOUR, DAY + HOUR],
    ["a burn rate", burning(DAY), "neo_credits", HOUR, 30 * DAY],
    ["a burn rate slower than its budget", burning(60 * DAY), "neo_credits", HOUR, 60 * DAY],
    ["an absence", absence(), "streams", HOUR, DAY + HOUR],
    ["a new value", newValue(), "spend", null, 12 * DAY],
    ["a stream", streamRule(), "spend", null, 0],
  ])("of %s", (_kind, rule, metric, window, back) => {
    expect(metricOf(rule).name).toBe(metric);
    const found = windowOf(rule);
    expect(found?.kind === "rolling" ? found.ms : (found?.unit ?? null)).toBe(window);
    if (found !== null)
      expect(found.kind).toBe(typeof window === "number" ? "rolling" : "calendar");
    if (back === 32 * DAY) expect(Math.abs(lookBackOf(rule) - 31 * DAY)).toBeLessThanOrEqual(DAY);
    else expect(lookBackOf(rule)).toBe(back);
  });

  it("of a forecast are eight weeks before the longest day, or the window where that is longer", () => {
    const forecast = [{ ppm: 1_000_000, label: "100%", severity: "warning" as const }];
    expect(lookBackOf(budget({ forecast }))).toBe(57 * DAY + 26 * HOUR);
    expect(lookBackOf(budget({ forecast, window: rolling(90 * DAY) }))).toBe(90 * DAY);
  });

  it("together is as far as the farthest looks, at least eight days", () => {
    expect(horizonOf([])).toBe(8 * DAY);
    expect(horizonOf([threshold(), spike()])).toBe(8 * DAY);
    expect(horizonOf([threshold(), newValue()])).toBe(12 * DAY);
  });

  it.each<[string, Rule, string[]]>([
    ["money", threshold({ metric: { name: "neo_credits" } }), []],
    ["a stream's error", streamRule(), ["error"]],
    [
      "errors that it is narrowed to",
      threshold({ where: [{ field: "error", anyOf: [is("x")] }] }),
      ["error"],
    ],
    ["tools that it is by", threshold({ by: ["tool"] }), ["tools"]],
    ["agents that it is by", threshold({ by: ["agent"] }), ["agents"]],
    ["new models", newValue(), ["error"]],
    ["new tools", newValue({ of: "tool" }), ["error", "tools"]],
    ["new agents", newValue({ of: "agent" }), ["agents", "error"]],
    ["a metric's column", threshold({ metric: { name: "steps" } }), ["steps"]],
  ])("of %s keeps only the columns that it needs", (_what, rule, columns) => {
    expect(
      [...columnsOf([rule])].filter((column) => columns.includes(column) || OWN.has(column)).sort(),
    ).toEqual(columns);
  });
});

/** The columns that no metric of these rules needs. */
const OWN = new Set(["error", "tools", "agents"]);

describe("a condition's terms", () => {
  const terms = (rule: Rule) => termsOf(rule, ["spend > 5", null]);

  it.each<[string, Rule, string]>([
    ["bare", threshold(), "threshold; spend > 5; by account; time created_at"],
    [
      "by dimensions, in their own order",
      threshold({ by: ["model", "member"] }),
      "threshold; spend > 5; by member,model; time created_at",
    ],
    [
      "with a for",
      threshold({ forMs: 5 }),
      "threshold; spend > 5; by account; for 5ms; time created_at",
    ],
  ])("%s", (_what, rule, text) => {
    expect(terms(rule)).toBe(text);
  });

  it("say what it is narrowed to", () => {
    const where = [{ field: "model" as const, anyOf: [is("opus")] }];
    expect(terms(threshold({ where }))).toMatch(
      /^threshold; spend > 5; by account; where .*opus.*; time created_at$/,
    );
  });

  it("name a metric with its statistic, and a window by its length", () => {
    expect(metricText({ name: "spend" })).toBe("spend");
    expect(metricText({ name: "execution_time", statistic: "p95" })).toBe("execution_time.p95");
    expect(overText(rolling(HOUR))).toBe("over 3600000ms");
    expect(overText(monthIn("UTC"))).toBe("over month in UTC from day 1");
  });
});
