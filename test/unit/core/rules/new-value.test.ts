import { describe, expect, it } from "vitest";
import { createEngine, type Finding } from "../../../../src/core/engine/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { is } from "../engine/rows.ts";
import { newValue } from "./kind-builders.ts";
import { AT, ann, engineWith, row, told } from "./new-value-bench.ts";
import { DAY, HOUR, MINUTE } from "./rule-builders.ts";

describe("a new value", () => {
  it("is told with the row that showed it and what that cost", () => {
    const engine = engineWith();
    const shown = row(HOUR, {
      model: "sonnet",
      neoCredits: 5,
      neoCost: 2,
      executionMs: MINUTE,
      errorMessage: "it broke",
    });
    engine.put([shown], true);
    const expected: Finding = {
      ref: { account: "acme", rule: "rule", group: ann, step: "", window: "sonnet" },
      kind: "new_value",
      of: "model",
      breached: true,
      cleared: false,
      ended: false,
      rearmed: false,
      metric: { name: "spend" },
      unit: "nano",
      value: 7,
      limit: 0,
      window: { name: "10d", from: AT - HOUR - 10 * DAY, to: AT - HOUR },
      severity: "warning",
      streams: 1,
      terms: expect.any(String),
      stream: {
        id: shown.id,
        taskId: "t1",
        taskTitle: "Scan",
        member: "ann@acme.io",
        model: "sonnet",
        status: "completed",
        errorMessage: "it broke",
        createdAt: AT - HOUR,
        finishedAt: AT - HOUR + MINUTE,
        spend: 7,
      },
    };
    expect(engine.tick(AT, [])).toEqual([expected]);
    expect(engine.tick(AT + 1, [])).toEqual([]);
  });

  it.each([
    ["a minute before", MINUTE, false],
    ["ten days less 1 ms before", 10 * DAY - 1, false],
    ["ten days before", 10 * DAY, true],
    ["eleven days before", 11 * DAY, true],
  ])("that the group showed %s is news: %3$s", (_case, before, news) => {
    const engine = engineWith(newValue(), [row(5 * DAY), row(before, { model: "sonnet" })]);
    expect(told(engine, [row(0, { model: "sonnet" })])).toEqual(news ? ["sonnet"] : []);
  });

  it.each([
    ["two days", 2 * DAY, true],
    ["two days less 1 ms", 2 * DAY - 1, false],
    ["no time at all", 0, false],
  ])("of a group known for %s is told: %3$s", (_case, age, news) => {
    const engine = engineWith(newValue(), [row(age)]);
    expect(told(engine, [row(0, { model: "sonnet" })])).toEqual(news ? ["sonnet"] : []);
  });

  it("is nothing to a member whose own first row shows it, unless there is nothing to learn", () => {
    const zoe = { member: "zoe@acme.io" };
    expect(told(engineWith(), [row(0, zoe)])).toEqual([]);
    expect(told(engineWith(newValue({ learnMs: 0 })), [row(0, zoe)])).toEqual(["opus"]);
  });

  it("is learned anew by a group that comes back after all of it was forgotten", () => {
    const engine = engineWith(newValue(), [row(12 * DAY)]);
    expect(told(engine, [row(0, { model: "sonnet" })])).toEqual([]);
    const known = engineWith(newValue(), [row(12 * DAY - 1)]);
    expect(told(known, [row(0, { model: "sonnet" })])).toEqual(["sonnet"]);
  });

  it("is decided by the row's own time against the others': a row that came later shows nothing before it", () => {
    const engine = engineWith();
    expect(told(engine, [row(HOUR, { model: "sonnet" })])).toEqual(["sonnet"]);
    // An earlier row that arrives late is the first to show it; the life cycle knows that it was told.
    expect(told(engine, [row(2 * HOUR, { model: "sonnet" })], AT + 1)).toEqual(["sonnet"]);
    expect(told(engine, [row(HOUR + MINUTE, { model: "sonnet" })], AT + 2)).toEqual([]);
    expect(told(engine, [row(0, { model: "sonnet" })], AT + 3)).toEqual([]);
  });

  it("that several rows of one tick show is told once, by the earliest", () => {
    const engine = engineWith();
    const [late, early] = [row(HOUR, { model: "sonnet" }), row(2 * HOUR, { model: "sonnet" })];
    engine.put([late, early, row(0, { model: "sonnet" })], true);
    expect(engine.tick(AT, []).map(({ stream }) => stream?.id)).toEqual([early.id]);
  });

  it("of two rows at the same moment is told by the one with the lower row number", () => {
    const engine = engineWith();
    const [first, second] = [row(HOUR, { model: "sonnet" }), row(HOUR, { model: "sonnet" })];
    engine.put([second, first], true);
    expect(engine.tick(AT, []).map(({ stream }) => stream?.id)).toEqual([first.id]);
    const other = engineWith(newValue(), [row(5 * DAY), first]);
    expect(told(other, [second])).toEqual([]);
  });

  it("is told by the row as it is at the tick: changed, retracted or in another model by then", () => {
    const engine = engineWith();
    const changed = row(HOUR, { model: "sonnet" });
    engine.put([changed], true);
    expect(told(engine, [{ ...changed, model: "haiku", neoCredits: 3 }])).toEqual(["haiku"]);
    expect(told(engine, [{ ...changed, model: "sonnet" }], AT + 1)).toEqual(["sonnet"]);
    const gone = row(HOUR, { model: "grok" });
    engine.put([gone], true);
    expect(told(engine, [{ ...gone, retracted: true }], AT + 2)).toEqual([]);
  });

  it("is news again once the row that had shown it is retracted or shows another", () => {
    const shown = row(DAY, { model: "sonnet" });
    for (const after of [{ retracted: true }, { model: "opus" }]) {
      const engine = engineWith(newValue(), [row(5 * DAY), shown]);
      engine.tick(AT - 1, []);
      engine.put([{ ...shown, ...after }], false);
      expect(told(engine, [row(0, { model: "sonnet" })])).toEqual(["sonnet"]);
    }
  });

  it("that is news again after a while is told again, with the row of now", () => {
    const engine = engineWith();
    const again = AT + 10 * DAY;
    expect(told(engine, [row(0, { model: "sonnet" })])).toEqual(["sonnet"]);
    expect(told(engine, [row(-10 * DAY, { model: "sonnet" })], again)).toEqual(["sonnet"]);
    expect(told(engine, [row(-11 * DAY, { model: "sonnet" })], again + DAY)).toEqual([]);
  });

  it("of history is not told, and waits for its time where that is still to come", () => {
    const engine = engineWith(newValue(), [row(5 * DAY), row(HOUR, { model: "sonnet" })]);
    expect(engine.tick(AT - 1, [])).toEqual([]);
    expect(told(engine, [row(-HOUR, { model: "haiku" })])).toEqual([]);
    expect(told(engine, [], AT + HOUR)).toEqual(["haiku"]);
  });

  it("is not looked for in rows older than what is remembered", () => {
    const engine = engineWith(newValue({ learnMs: 0 }));
    expect(told(engine, [row(10 * DAY, { model: "sonnet" })])).toEqual([]);
    expect(told(engine, [row(10 * DAY - 1, { model: "haiku" })], AT)).toEqual(["haiku"]);
    const learnt = engineWith(newValue(), [row(12 * DAY - 1)]);
    expect(told(learnt, [row(10 * DAY, { model: "sonnet" })])).toEqual([]);
    expect(told(learnt, [row(10 * DAY - 1, { model: "haiku" })], AT)).toEqual(["haiku"]);
  });

  it("is decided by what the rule remembers, however far back other rules look", () => {
    const far = newValue({ name: "far", rememberMs: 30 * DAY });
    const toldBy = (history: readonly LedgerRow[], news: LedgerRow) => {
      const engine = createEngine({ rules: [newValue(), far], groups: [] });
      engine.put(history, false);
      engine.put([news], true);
      return engine.tick(AT, []).map(({ ref }) => ref.rule);
    };
    const sonnet = { model: "sonnet" };
    expect(toldBy([row(12.5 * DAY, sonnet), row(6 * DAY)], row(3 * DAY, sonnet))).toEqual(["rule"]);
    expect(toldBy([row(12.5 * DAY), row(DAY)], row(0, sonnet))).toEqual(["far"]);
  });

  it("minds its where, for what is known as for what is news", () => {
    const where = [{ field: "status" as const, anyOf: [is("completed")] }];
    const engine = engineWith(newValue({ where }), [
      row(5 * DAY),
      row(DAY, { model: "sonnet", status: "failed" }),
    ]);
    expect(told(engine, [row(0, { model: "haiku", status: "failed" })])).toEqual([]);
    expect(told(engine, [row(0, { model: "sonnet" })], AT + 1)).toEqual(["sonnet"]);
    const unfit = row(HOUR, { model: "grok", status: "failed" });
    const fit = row(HOUR, { model: "grok" });
    engine.put([unfit, fit], true);
    expect(engine.tick(AT + 2, []).map(({ stream }) => stream?.id)).toEqual([fit.id]);
  });

  it("counts by the rule's time", () => {
    const long = row(10 * DAY + HOUR, { model: "sonnet", executionMs: 2 * HOUR });
    const engine = (time: "created_at" | "finished_at") =>
      engineWith(newValue({ time }), [row(5 * DAY), long]);
    const news = row(0, { model: "sonnet" });
    expect(told(engine("created_at"), [news])).toEqual(["sonnet"]);
    expect(told(engine("finished_at"), [news])).toEqual([]);
  });

  it("has terms that hold what decides", () => {
    const terms = (part = {}) => {
      const [found] = engineWith(newValue(part)).tick(AT, [
        { account: "acme", rule: "rule", group: ann, step: "", window: "x" },
      ]);
      return found?.terms;
    };
    const variants = [
      terms(),
      terms({ of: "tool" }),
      terms({ rememberMs: DAY }),
      terms({ learnMs: DAY }),
      terms({ learnMs: 0 }),
    ];
    expect(new Set(variants).size).toBe(variants.length);
    expect(terms({ severity: "critical" })).toBe(terms());
  });
});
