import { describe, expect, it } from "vitest";
import { createEngine } from "../../../../src/core/engine/index.ts";
import { is, rowOf } from "../engine/rows.ts";
import { budget, DAY, findingsOf, HOUR, monthIn, rolling, seenOf } from "./rule-builders.ts";

const AT = Date.parse("2026-10-20T12:00:00Z");
const spent = (...amounts: number[]) =>
  amounts.map((neoCredits, index) => rowOf({ rowNo: index + 1, createdAt: AT - HOUR, neoCredits }));
const stepsOf = (rule: ReturnType<typeof budget>, ...amounts: number[]) =>
  findingsOf(rule, spent(...amounts), AT).map((finding) => finding.ref.step);

describe("a budget", () => {
  it.each([
    { spent: 49, steps: [] },
    { spent: 50, steps: ["50%"] },
    { spent: 79, steps: ["50%"] },
    { spent: 80, steps: ["50%", "80%"] },
    { spent: 99, steps: ["50%", "80%"] },
    { spent: 100, steps: ["50%", "80%", "100%"] },
    { spent: 110, steps: ["50%", "80%", "100%"] },
  ])("at $spent of 100 breaches $steps", ({ spent, steps }) => {
    expect(stepsOf(budget(), spent)).toEqual(steps);
  });

  it("reaches a step exactly where limit × step is no whole number", () => {
    const rule = budget({ limit: 3, steps: [{ ppm: 500_000, label: "50%", severity: "info" }] });
    expect(stepsOf(rule, 1)).toEqual([]);
    expect(stepsOf(rule, 2)).toEqual(["50%"]);
  });

  it("tells limits near 2^53 apart by one nano-credit", () => {
    const limit = 9_007_199_254_740_991;
    const half = [{ ppm: 500_000, label: "50%", severity: "info" as const }];
    expect(stepsOf(budget({ limit, steps: half }), 4_503_599_627_370_495)).toEqual([]);
    expect(stepsOf(budget({ limit, steps: half }), 4_503_599_627_370_496)).toEqual(["50%"]);
  });

  it("gives value, the step's share, the whole limit, the window and the step's severity", () => {
    const [, , full] = findingsOf(budget({ by: ["member"] }), spent(60, 50), AT);
    expect(full).toMatchObject({
      ref: { account: "acme", rule: "rule", group: { member: "ann@acme.io" }, step: "100%" },
      kind: "budget",
      breached: true,
      cleared: false,
      ended: false,
      unit: "nano",
      value: 110,
      limit: 100,
      budget: 100,
      severity: "critical",
      streams: 2,
      window: { name: "1d", from: AT - DAY, to: AT },
    });
  });

  describe("with overrides", () => {
    const overrides = [
      { match: { member: is("ann@*") }, limit: 1000 },
      { match: { member: is("ann@acme.io") }, limit: 1 },
    ];
    const two = [
      rowOf({ rowNo: 1, createdAt: AT, neoCredits: 120 }),
      rowOf({ rowNo: 2, createdAt: AT, neoCredits: 120, member: "bob@acme.io" }),
    ];
    const whoIsOver = (rule: ReturnType<typeof budget>) => [
      ...new Set(findingsOf(rule, two, AT, GROUPS).map(({ ref }) => ref.group["member"])),
    ];
    const GROUPS = [{ name: "red", members: [is("ann@acme.io")] }];

    it("takes the first that matches", () => {
      expect(whoIsOver(budget({ by: ["member"], overrides }))).toEqual(["bob@acme.io"]);
    });

    it("matches a member by cost centre although the rule groups by member", () => {
      const red = [{ match: { group: is("red") }, limit: 1000 }];
      expect(whoIsOver(budget({ by: ["member"], overrides: red }))).toEqual(["bob@acme.io"]);
    });

    it("does not apply where the rule does not group by what it matches", () => {
      const model = [{ match: { model: is("opus") }, limit: 1000 }];
      expect(whoIsOver(budget({ by: ["member"], overrides: model }))).toHaveLength(2);
    });

    it("answers for a group without rows with its own limit", () => {
      const group = { member: "ann@acme.io" };
      const rule = budget({ by: ["member"], overrides });
      expect(seenOf(rule, [], AT, { group, step: "50%" })).toMatchObject({
        value: 0,
        limit: 500,
        budget: 1000,
        breached: false,
        cleared: true,
      });
    });
  });

  it.each([
    { spent: 90, step: "100%", cleared: true, rearmed: false },
    { spent: 50, step: "80%", cleared: true, rearmed: false },
    { spent: 49, step: "80%", cleared: true, rearmed: true },
    { spent: 80, step: "80%", cleared: false, rearmed: false },
  ])("rolling, at $spent: $step cleared $cleared, rearmed $rearmed", (row) => {
    const { step, cleared, rearmed } = row;
    expect(seenOf(budget(), spent(row.spent), AT, { step })).toMatchObject({ cleared, rearmed });
  });

  it("names a calendar window by its start in the rule's zone, and never rearms within it", () => {
    const rule = budget({ window: monthIn("Europe/Berlin") });
    const [first] = findingsOf(rule, spent(50), AT);
    expect(first).toMatchObject({
      ref: { window: "2026-10-01T00:00:00+02:00" },
      window: { name: "month", from: Date.parse("2026-09-30T22:00:00Z"), to: AT },
      rearmed: false,
    });
  });

  it("answers for last month with that month's numbers, ended, late rows included", () => {
    const rule = budget({ window: monthIn("Europe/Berlin") });
    const engine = createEngine({ rules: [rule], groups: [] });
    const lastMoment = Date.parse("2026-10-31T22:59:59.999Z");
    engine.put([rowOf({ rowNo: 1, createdAt: lastMoment, neoCredits: 60 })], false);
    const [open] = engine.tick(lastMoment, []).map((finding) => finding.ref);
    if (open === undefined) throw new Error("nothing was found");
    engine.put([rowOf({ rowNo: 2, createdAt: lastMoment - DAY, neoCredits: 7 })], false);
    engine.put([rowOf({ rowNo: 3, createdAt: lastMoment + 1, neoCredits: 1 })], false);
    const found = engine.tick(lastMoment + HOUR, [open]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      ref: open,
      ended: true,
      breached: true,
      value: 67,
      window: { from: Date.parse("2026-09-30T22:00:00Z"), to: lastMoment + 1 },
    });
  });

  it("calls a window ended that is none of the rule's", () => {
    const asked = seenOf(budget(), spent(90), AT, { step: "50%", window: "2026-10-01T00:00:00Z" });
    expect(asked).toMatchObject({ ended: true, breached: false, value: 0 });
  });

  it("calls a window ended whose start the rule has since moved, and counts what is known by now", () => {
    const rows = [...spent(90), rowOf({ rowNo: 9, createdAt: AT + HOUR, neoCredits: 5 })];
    const window = "2026-10-15T00:00:00+02:00";
    const asked = seenOf(budget({ window: monthIn("Europe/Berlin") }), rows, AT, {
      step: "50%",
      window,
    });
    expect(asked).toMatchObject({ ended: true, breached: true, value: 90, ref: { window } });
  });

  it("says nothing of a step, a rule or a set of dimensions that is no longer configured", () => {
    const engine = createEngine({ rules: [budget({ by: ["member"] })], groups: [] });
    const ref = { account: "acme", rule: "rule", group: { member: "x" }, step: "50%", window: "" };
    const gone = [
      { ...ref, step: "55%" },
      { ...ref, rule: "other" },
      { ...ref, group: {} },
      { ...ref, group: { model: "opus" } },
      { ...ref, group: { member: "x", model: "opus" } },
    ];
    expect(engine.tick(AT, [...gone, ref])).toHaveLength(1);
  });

  it("changes its terms with what decides, step by step, and with nothing else", () => {
    const termsOf = (rule: ReturnType<typeof budget>) =>
      Object.fromEntries(findingsOf(rule, spent(2000), AT).map((f) => [f.ref.step, f.terms]));
    const before = termsOf(budget());
    const same = budget({
      name: "rule",
      summary: "new words",
      labels: { team: "x" },
      keepFiringForMs: 5,
      steps: budget().steps.map((step) => ({ ...step, severity: "info" as const })),
    });
    expect(termsOf(same)).toEqual(before);
    const moved = budget({
      steps: budget().steps.map((step) =>
        step.label === "80%" ? { ...step, ppm: 790_000 } : step,
      ),
    });
    const after = termsOf(moved);
    expect(after["50%"]).toBe(before["50%"]);
    expect(after["80%"]).not.toBe(before["80%"]);
    for (const other of [
      budget({ limit: 101 }),
      budget({ window: rolling(2 * DAY) }),
      budget({ metric: { name: "spend" } }),
      budget({ by: ["member"] }),
      budget({ forMs: HOUR }),
      budget({ time: "finished_at" }),
      budget({ where: [{ field: "model", anyOf: [is("opus")] }] }),
    ]) {
      expect(termsOf(other)["100%"]).not.toBe(before["100%"]);
    }
  });
});
