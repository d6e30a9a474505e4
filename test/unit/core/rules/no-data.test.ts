import { describe, expect, it } from "vitest";
import { createEngine } from "../../../../src/core/engine/index.ts";
import type { NoData, Rule } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { rowOf } from "../engine/rows.ts";
import { calendar } from "./forecast-rows.ts";
import { budget, DAY, HOUR, MINUTE, rolling, spike, threshold } from "./rule-builders.ts";

const AT = Date.parse("2026-10-20T12:00:00Z");
const BY = { by: ["member"] as const };
const GROUP = { member: "ann@acme.io" };
const BUDGET = budget({ ...BY, window: rolling(HOUR), limit: 100 });
const RATE = threshold({ ...BY, metric: { name: "error_rate" }, bound: 200_000, minStreams: 2 });
const BELOW = threshold({ ...BY, direction: "below", bound: 5 });
const LOW_RATE = threshold({ ...BELOW, metric: { name: "error_rate" }, bound: 200_000 });
const SPIKE = spike({ ...BY, minStreams: 2 });

/** Two failed streams that cost a hundred each, two hours old: nothing of the last hour. */
const OLD = [1, 2].map((rowNo) =>
  rowOf({ rowNo, createdAt: AT - 2 * HOUR, neoCredits: 100, status: "failed" }),
);

/** What the rule says of one of its states, asked as of an alert that fires. */
function asked(rule: Rule, rows: readonly LedgerRow[], step: string, at = AT) {
  const engine = createEngine({ rules: [rule], groups: [] });
  engine.put(rows, false);
  const ref = { account: "acme", rule: rule.name, group: GROUP, step, window: "" };
  const found = engine.tick(at, [ref]).find((finding) => finding.ref.step === step);
  if (found === undefined) return "nothing";
  if (found.breached) return "breached";
  if (found.silent) return found.silent;
  return found.cleared || (rule.kind === "budget" && found.rearmed) ? "cleared" : "stays";
}

describe("a group without a row in the window", () => {
  const table: [string, Rule, string, NoData | undefined, string][] = [
    ["budget", BUDGET, "80%", undefined, "cleared"],
    ["budget", BUDGET, "80%", "zero", "cleared"],
    ["budget", BUDGET, "80%", "keep", "stays"],
    ["budget", BUDGET, "80%", "alert", "no_data"],
    ["rate", RATE, "", undefined, "too_few_streams"],
    ["rate", RATE, "", "zero", "cleared"],
    ["rate", RATE, "", "keep", "stays"],
    ["rate", RATE, "", "alert", "no_data"],
    ["count below", BELOW, "", undefined, "breached"],
    ["count below", BELOW, "", "zero", "breached"],
    ["count below", BELOW, "", "keep", "stays"],
    ["count below", BELOW, "", "alert", "no_data"],
    ["rate below", LOW_RATE, "", undefined, "too_few_streams"],
    ["rate below", LOW_RATE, "", "zero", "breached"],
    ["rate below", LOW_RATE, "", "keep", "stays"],
    ["rate below", LOW_RATE, "", "alert", "no_data"],
    ["spike", SPIKE, "", undefined, "too_few_streams"],
    ["spike", SPIKE, "", "zero", "cleared"],
    ["spike", SPIKE, "", "keep", "stays"],
    ["spike", SPIKE, "", "alert", "no_data"],
  ];

  it.each(table)("%s (%#): with no_data $3 is %4$s", (_, rule, step, noData, says) => {
    expect(asked(withNoData(rule, noData), OLD, step)).toBe(says);
  });

  it.each(table)("%s (%#): is judged as ever once it has rows, or is not known", (...row) => {
    const [, rule, step, noData] = row;
    const plain = withNoData(rule, undefined);
    const fresh = OLD.map((each) => ({ ...each, createdAt: AT - 1, finishedAt: AT - 1 }));
    for (const rows of [fresh, fresh.slice(1), []]) {
      expect(asked(withNoData(rule, noData), rows, step)).toBe(asked(plain, rows, step));
    }
    const longAgo = AT + 9 * DAY;
    expect(asked(withNoData(rule, noData), OLD, step, longAgo)).toBe(
      asked(plain, OLD, step, longAgo),
    );
  });

  it.each([
    ["alert", "breached"],
    ["keep", "nothing"],
    ["zero", "nothing"],
    [undefined, "nothing"],
  ] as const)("has a step `no data` with no_data %s: %s", (noData, says) => {
    for (const rule of [BUDGET, RATE, BELOW, SPIKE]) {
      expect(asked(withNoData(rule, noData), OLD, "no data")).toBe(says);
    }
  });
});

describe("the step `no data`", () => {
  const rule = withNoData(RATE, "alert");

  it("fires when the last row leaves the window, clears when one comes, and falls silent with the group", () => {
    const engine = createEngine({ rules: [rule], groups: [] });
    engine.put(OLD, true);
    const steps = (at: number) =>
      engine.tick(at, []).flatMap(({ ref, breached }) => (breached ? [ref.step] : []));
    expect(steps(AT - HOUR - 1)).toEqual([""]);
    expect(steps(AT - HOUR)).toEqual(["no data"]);
    expect(steps(AT)).toEqual(["no data"]);
    engine.put([rowOf({ rowNo: 3, createdAt: AT + MINUTE })], true);
    expect(steps(AT + MINUTE)).toEqual([]);
    expect(steps(AT + 2 * HOUR)).toEqual(["no data"]);
    expect(steps(AT + engine.horizonMs + 2 * MINUTE)).toEqual([]);
    const back = rowOf({ rowNo: 4, createdAt: AT });
    expect(asked(rule, [...OLD, back], "no data")).toBe("cleared");
    expect(asked(rule, [], "no data")).toBe("no_data");
  });

  it("has the value 0, the rule's severity, a budget's lowest, and terms without the bound", () => {
    const found = (each: Rule) => {
      const engine = createEngine({ rules: [withNoData(each, "alert")], groups: [] });
      engine.put(OLD, true);
      return engine.tick(AT, []).find(({ ref }) => ref.step === "no data");
    };
    expect(found({ ...RATE, severity: "critical" })).toMatchObject({
      ref: { account: "acme", rule: "rule", group: GROUP, window: "" },
      value: 0,
      limit: 0,
      streams: 0,
      severity: "critical",
    });
    const steps = BUDGET.steps.map((step, each) => ({
      ...step,
      severity: (["info", "warning", "critical"] as const)[each] ?? "info",
    }));
    expect(found({ ...BUDGET, steps })?.severity).toBe("info");
    expect(found({ ...BUDGET, limit: 7 })?.terms).toBe(found(BUDGET)?.terms);
    expect(found({ ...BUDGET, window: rolling(HOUR / 2) })?.terms).not.toBe(found(BUDGET)?.terms);
  });

  it("is over with a calendar window, and begins with the next", () => {
    const daily = withNoData({ ...BUDGET, window: calendar({ unit: "day" }) }, "alert");
    const engine = createEngine({ rules: [daily], groups: [] });
    engine.put(OLD, true);
    expect(engine.tick(AT, []).map(({ ref }) => ref.step)).not.toContain("no data");
    const next = Date.parse("2026-10-21T00:00:00Z");
    const [found] = engine.tick(next, []);
    expect(found?.ref).toMatchObject({ step: "no data", window: "2026-10-21T00:00:00+00:00" });
    const ended = engine.tick(next + DAY, found ? [found.ref] : []);
    expect(ended.filter(({ ref }) => ref.window === found?.ref.window)).toMatchObject([
      { ended: true, breached: false },
    ]);
  });
});

function withNoData<R extends Rule>(rule: R, noData: NoData | undefined): R {
  return noData === undefined ? rule : { ...rule, noData };
}
