import { describe, expect, test } from "vitest";
import type { Alert } from "../../../../src/core/alerts/index.ts";
import {
  buildMessage,
  headline,
  type MessageDraft,
  reasonOf,
  title,
} from "../../../../src/core/message/index.ts";
import { budget, type FindingFields, finding, firing, stream } from "../../../support/findings.ts";

const CREDIT = 1_000_000_000;
const words = { usdPerCredit: 10, timezone: "UTC" };
const money = { unit: "nano", metric: { name: "neo_credits" } } as const;
const over = (alert: Alert): Alert => ({ ...alert, status: "resolved", reason: "resolved" });
const titled = (...alerts: Alert[]) =>
  title({ notice: "first", firing: alerts, resolved: [] }, words);
/** Two alerts that differ in their member only. */
const both = (fields: FindingFields, member: readonly string[] = ["a", "b"]) =>
  member.map((name) => firing(finding({ ...fields, group: { member: name } })));
const quiet: FindingFields = { kind: "absence", window: { name: "24h", from: 0, to: 1 } };
const burning: FindingFields = { ...money, kind: "burn_rate", limit: CREDIT, budget: 500 * CREDIT };
const step = (fields: FindingFields, percent = 80) =>
  ["a", "b"].map((name) => firing(budget(percent, 55, { ...fields, group: { member: name } })));

describe("the title of alerts that share their rule and limit", () => {
  test.each<[string, readonly Alert[], string]>([
    ["absences", both(quiet), "2 members without streams over 24h: a, b"],
    ["missing streams", both({ step: "no data" }), "2 members without streams over 1h: a, b"],
    ["absences that are over", both(quiet).map(over), "2 alerts (2 × error-rate): a, b"],
    ["burn rates", both(burning), "2 members ahead of the plan for 500 credits: a, b"],
    ["burn rates that are over", both(burning).map(over), "2 alerts (2 × error-rate): a, b"],
    ["spikes", both({ kind: "spike" }), "2 alerts (2 × error-rate): a, b"],
    [
      "thresholds of money",
      both({ ...money, limit: 2 * CREDIT }),
      "Neo credits past 2 credits over 1h for 2 members: a, b",
    ],
    [
      "forecasts",
      step({ step: "forecast 100%", breached: true }),
      "2 members heading over 100 % of 50 credits this month: a, b",
    ],
    [
      "budgets without steps, of another metric",
      step({ step: "", metric: { name: "byok_cost" } }, 100),
      "2 members over 50 credits own-key cost this month: a, b",
    ],
  ])("of %s", (_what, alerts, expected) => {
    expect(titled(...alerts)).toBe(expected);
  });

  test.each<[string, Alert, Alert]>([
    ["rule", firing(budget(80, 55)), firing(budget(80, 55, { rule: "other" }))],
    ["limit", firing(budget(80, 55)), firing(budget(80, 55, { limit: CREDIT }))],
    ["budget", firing(budget(80, 55)), firing(budget(80, 55, { budget: 60 * CREDIT }))],
    ["step", firing(budget(80, 55)), firing(budget(80, 55, { step: "forecast 80%" }))],
  ])("counts alerts that differ in their %s", (_what, one, other) => {
    expect(titled(one, other)).toMatch(/^2 alerts \(/);
  });

  test.each<[string, Record<string, string>, string]>([
    ["one dimension", { model: "opus" }, "models"],
    ["two dimensions", { model: "opus", member: "a" }, "groups"],
    ["an account beside one", { account: "acme", model: "opus" }, "models"],
    ["no dimension", {}, "accounts"],
    ["an account", { account: "acme" }, "accounts"],
  ])("calls what has %s by it", (_what, group, things) => {
    const alert = firing(budget(80, 55, { group }));
    expect(titled(alert, alert)).toMatch(new RegExp(`^2 ${things} over 80 % of 50 credits`));
  });

  test("names no limit twice and counts the most frequent rules first", () => {
    const rules = [...["p", "q", "q", "r", "s", "q", "r"]];
    const alerts = rules.map((rule) => firing(finding({ rule, group: {} })));
    expect(titled(...alerts)).toBe("7 alerts (3 × q, 2 × r, 1 × p and 1 more rule): account acme");
    expect(titled(...alerts.slice(0, 4))).toBe("4 alerts (2 × q, 1 × p, 1 × r): account acme");
  });

  test("says that there is nothing where there is nothing", () => {
    expect(title({ notice: "resolved", firing: [], resolved: [] }, words)).toBe(
      "Resolved: no alerts",
    );
  });
});

describe("whom an alert is about", () => {
  test.each<[string, Record<string, string>]>([
    ["An unknown member", { member: "(unknown)" }],
    ["Own key", { byok: "true" }],
    ["Platform credits", { byok: "false" }],
    ["ann, model opus", { member: "ann", model: "opus" }],
    ["Model opus", { account: "acme", model: "opus" }],
    ["Account acme", { account: "acme" }],
  ])("%s", (who, group) => {
    const text = headline(firing(budget(80, 41, { group })), words);
    expect(text).toBe(`${who} spent 41.00 of 50 credits (82 %) this month`);
  });
});

describe("a message", () => {
  const context = { ...words, coverage: [], at: 5 };
  const draft: MessageDraft = {
    ...{ key: "k", notice: "first", receiver: "channel", groupKey: "g", incident: 1 },
    ...{ groupLabels: {}, firing: [], resolved: [], news: [] },
  };
  const member = (name: string, value: number, limit: number) =>
    firing(finding({ group: { member: name }, value, limit }));

  test("names as news what it tells of, and nothing else", () => {
    const [one, two] = [member("a", 5, 2), member("b", 3, 2)];
    const message = buildMessage({ ...draft, firing: [two, one], news: [two.id, "gone"] }, context);
    expect(message.news).toEqual([two.id]);
    expect(message.status).toBe("firing");
  });

  test("puts what has no limit by its value, and equals by their ids, whatever their order", () => {
    const alerts = [member("a", 5, 0), member("b", 7, 0), member("c", 12, 2), member("d", 12, 2)];
    for (const given of [alerts, alerts.toReversed()]) {
      const { firing: sorted } = buildMessage({ ...draft, firing: given }, context);
      expect(sorted.map(({ ref }) => ref.group["member"])).toEqual(["b", "c", "d", "a"]);
    }
  });

  test("shares a label only where all of three alerts have it", () => {
    const alerts = [member("a", 5, 1), member("b", 4, 1), member("a", 3, 1)];
    const { commonLabels } = buildMessage({ ...draft, firing: alerts }, context);
    expect(commonLabels).not.toHaveProperty("member");
    expect(commonLabels).toHaveProperty("rule");
    expect(buildMessage(draft, context)).toMatchObject({ commonLabels: {}, severity: "info" });
  });
});

describe("headlines", () => {
  const moved = { kind: "shift", metric: { name: "byok_share" }, unit: "ppm" } as const;
  const baseline = { median: 200_000, windows: 4, scoreMilli: -4_100 };

  test.each<[string, Alert, string]>([
    [
      "a shift that is over says not whither",
      over(firing(finding({ ...moved, value: 500_000, earlier: { share: 850_000, streams: 9 } }))),
      "x@y: own key 50.0 % of streams in 1h, before 85.0 %",
    ],
    [
      "a shift without anything before",
      firing(finding({ ...moved, value: 500_000 })),
      "x@y: own key 50.0 % of streams in 1h",
    ],
    [
      "an anomaly without anything to compare",
      firing(finding({ kind: "anomaly" })),
      "x@y: error rate 34.0 % in 1h",
    ],
    [
      "an anomaly below its usual",
      firing(finding({ kind: "anomaly", value: 100_000, baseline })),
      "x@y: error rate 10.0 % in 1h, far below its usual 20.0 % (robust score -4.1)",
    ],
    [
      "an anomaly that is over",
      over(firing(finding({ kind: "anomaly", value: 100_000, baseline }))),
      "x@y: error rate 10.0 % in 1h, against its usual 20.0 % (robust score -4.1)",
    ],
    [
      "an anomaly of which the score is not known",
      firing(finding({ kind: "anomaly", baseline: { median: 200_000, windows: 4 } })),
      "x@y: error rate 34.0 % in 1h, where it is always 20.0 %",
    ],
    [
      "a burn rate without anything to compare",
      firing(finding({ ...burning, value: 4 * CREDIT })),
      "x@y used 4.00 credits in 1h",
    ],
    [
      "a budget of what is spent",
      firing(budget(80, 41, { metric: { name: "spend" } })),
      "x@y spent 41.00 of 50 credits (82 %) this month",
    ],
    [
      "a trouble of a receiver",
      firing(finding({ kind: "system", rule: "delivery-failed", group: { receiver: "ops" } })),
      "ops: delivery-failed",
    ],
    [
      "an absence that is over",
      firing(finding({ ...quiet, streams: 1 })),
      "x@y has streams again: 1 stream in 24h",
    ],
    ["a run of which nothing is known", firing(finding({ kind: "stream" })), "A run of x@y ended"],
  ])("%s", (_what, alert, text) => {
    expect(headline(alert, words)).toBe(text);
  });

  test("of a run are one line, cut after so many letters", () => {
    const told = (taskTitle: string) => {
      const found = stream("s1");
      const facts = { ...found.stream, taskTitle, errorMessage: null };
      return headline(firing({ ...found, stream: facts } as never), words);
    };
    expect(told("  two\n\n  lines ")).toBe("Run 'two lines' of x@y was blocked");
    expect(told("x".repeat(120))).toBe(`Run '${"x".repeat(120)}' of x@y was blocked`);
    expect(told("x".repeat(121))).toBe(`Run '${"x".repeat(119)}…' of x@y was blocked`);
  });
});

describe("why an alert is as it is", () => {
  test.each([
    ["budget", "80%", "resolved", "back within its limit"],
    ["budget", "forecast 80%", "resolved", "no longer heading past its limit"],
    ["budget", "no data", "resolved", "streams have come again"],
    ["anomaly", "", "resolved", "back to what is usual"],
    ["anomaly", "no data", "first", "newly without streams"],
    ["anomaly", "", "rule_removed", "its rule or step is no longer configured"],
  ] as const)("of a %s, step '%s', %s: %s", (kind, step, reason, text) => {
    const { ref } = finding({ step });
    expect(reasonOf({ kind, ref, reason })).toBe(text);
  });
});
