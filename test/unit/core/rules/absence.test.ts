import { describe, expect, it } from "vitest";
import { createEngine, type Engine } from "../../../../src/core/engine/index.ts";
import { is, rowOf } from "../engine/rows.ts";
import { absence } from "./kind-builders.ts";
import { DAY, findingsOf, HOUR, MINUTE, seenOf } from "./rule-builders.ts";

const AT = Date.parse("2026-10-20T12:00:00Z");
const group = { member: "ann@acme.io" };
const open = { account: "acme", rule: "rule", group, step: "", window: "" };
const last = (before: number) => [rowOf({ rowNo: 1, createdAt: AT - before })];

function engineWith(rule = absence(), rows = last(0)): Engine {
  const engine = createEngine({ rules: [rule], groups: [] });
  engine.put(rows, false);
  return engine;
}

describe("an absence", () => {
  it.each([
    { since: "0 ms", before: 0, is: "there" },
    { since: "an hour less 1 ms", before: HOUR - 1, is: "there" },
    { since: "an hour", before: HOUR, is: "absent" },
    { since: "a day less 1 ms", before: DAY - 1, is: "absent" },
    { since: "a day", before: DAY, is: "forgotten" },
    { since: "two days", before: 2 * DAY, is: "forgotten" },
  ])("after $since without a row is $is", ({ before, is: state }) => {
    const asked = seenOf(absence(), last(before), AT, { group });
    expect(asked).toMatchObject({
      kind: "absence",
      breached: state === "absent",
      cleared: state === "there",
      ended: false,
    });
    expect(asked.silent).toBe(state === "forgotten" ? "no_data" : undefined);
    expect(asked.lastAt).toBe(state === "forgotten" ? undefined : AT - before);
    expect(findingsOf(absence(), last(before), AT)).toHaveLength(state === "absent" ? 1 : 0);
  });

  it("says since when, over which window, of no stream where none is the limit", () => {
    expect(findingsOf(absence(), last(3 * HOUR), AT)).toEqual([
      {
        ref: open,
        kind: "absence",
        breached: true,
        cleared: false,
        ended: false,
        rearmed: false,
        metric: { name: "streams" },
        unit: "count",
        value: 0,
        limit: 0,
        window: { name: "1h", from: AT - HOUR, to: AT },
        severity: "warning",
        streams: 0,
        lastAt: AT - 3 * HOUR,
        terms: expect.any(String),
      },
    ]);
  });

  it("begins and ends by passing time alone, at its very moments", () => {
    const engine = engineWith();
    const found = (at: number) => engine.tick(at, []).length;
    expect(found(AT)).toBe(0);
    expect(found(AT + HOUR - 1)).toBe(0);
    expect(found(AT + HOUR)).toBe(1);
    expect(found(AT + HOUR + 5 * MINUTE)).toBe(1);
    expect(found(AT + DAY - 1)).toBe(1);
    const [forgotten] = engine.tick(AT + DAY, [open]);
    expect(forgotten).toMatchObject({ breached: false, silent: "no_data" });
    expect(forgotten?.lastAt).toBeUndefined();
    expect(engine.tick(AT + 2 * DAY, [])).toEqual([]);
  });

  it("begins by time alone where the engine slept over the whole window", () => {
    const engine = engineWith();
    engine.tick(AT, []);
    expect(engine.tick(AT + 5 * HOUR, [])).toMatchObject([{ lastAt: AT }]);
  });

  it("is over with the next row, and counts anew from there", () => {
    const engine = engineWith();
    expect(engine.tick(AT + 2 * HOUR, [])).toHaveLength(1);
    engine.put([rowOf({ rowNo: 2, createdAt: AT + 2 * HOUR })], true);
    expect(engine.tick(AT + 2 * HOUR + 1, [open])).toMatchObject([
      { breached: false, cleared: true, value: 1, lastAt: AT + 2 * HOUR },
    ]);
    expect(engine.tick(AT + 3 * HOUR - 1, [])).toEqual([]);
    expect(engine.tick(AT + 3 * HOUR, [])).toMatchObject([{ lastAt: AT + 2 * HOUR }]);
  });

  it("remembers a group that comes back after it was forgotten", () => {
    const engine = engineWith();
    expect(engine.tick(AT + 2 * DAY, [])).toEqual([]);
    engine.put([rowOf({ rowNo: 2, createdAt: AT + 2 * DAY })], true);
    expect(engine.tick(AT + 2 * DAY, [])).toEqual([]);
    expect(engine.tick(AT + 2 * DAY + HOUR, [])).toHaveLength(1);
  });

  it("knows a group for as long as it remembers, however far back other rules look", () => {
    const far = absence({ name: "far", rememberMs: 9 * DAY });
    const engine = createEngine({ rules: [absence(), far], groups: [] });
    engine.put(last(2 * DAY), false);
    expect(engine.tick(AT, []).map(({ ref }) => ref.rule)).toEqual(["far"]);
    const answers = engine.tick(AT, [open]).filter(({ ref }) => ref.rule === "rule");
    expect(answers).toMatchObject([{ silent: "no_data" }]);
    expect(answers[0]?.lastAt).toBeUndefined();
  });

  it("goes back to the row before when the last one is retracted, and away with the only one", () => {
    const first = rowOf({ rowNo: 1, createdAt: AT - 3 * HOUR });
    const second = rowOf({ rowNo: 2, createdAt: AT - MINUTE });
    const engine = engineWith(absence(), [first, second]);
    expect(engine.tick(AT, [])).toEqual([]);
    engine.put([{ ...second, retracted: true }], true);
    expect(engine.tick(AT + 1, [])).toMatchObject([{ lastAt: AT - 3 * HOUR }]);
    engine.put([{ ...first, retracted: true }], true);
    expect(engine.tick(AT + 2, [open])).toMatchObject([{ breached: false, silent: "no_data" }]);
  });

  it("takes a late row for what it is: a later end, or none", () => {
    const engine = engineWith(absence(), last(5 * HOUR));
    engine.tick(AT, []);
    engine.put([rowOf({ rowNo: 2, createdAt: AT - 2 * HOUR })], true);
    expect(engine.tick(AT + 1, [])).toMatchObject([{ lastAt: AT - 2 * HOUR }]);
    engine.put([rowOf({ rowNo: 3, createdAt: AT - MINUTE })], true);
    expect(engine.tick(AT + 2, [])).toEqual([]);
  });

  it("is not ended by a row that is still to come", () => {
    const rows = [...last(2 * HOUR), rowOf({ rowNo: 2, createdAt: AT + MINUTE })];
    const engine = engineWith(absence(), rows);
    expect(engine.tick(AT, [])).toMatchObject([{ lastAt: AT - 2 * HOUR }]);
    expect(engine.tick(AT + MINUTE, [])).toEqual([]);
  });

  it("counts by the rule's time: a run that takes long is no absence after it", () => {
    const long = [rowOf({ rowNo: 1, createdAt: AT - 5 * HOUR, executionMs: 5 * HOUR })];
    expect(findingsOf(absence(), long, AT)).toHaveLength(1);
    expect(findingsOf(absence({ time: "finished_at" }), long, AT)).toEqual([]);
  });

  it("misses the rows of its where alone", () => {
    const rows = [
      rowOf({ rowNo: 1, createdAt: AT - 2 * HOUR, model: "opus" }),
      rowOf({ rowNo: 2, createdAt: AT, model: "haiku" }),
    ];
    const where = [{ field: "model" as const, anyOf: [is("opus")] }];
    expect(findingsOf(absence(), rows, AT)).toEqual([]);
    expect(findingsOf(absence({ where }), rows, AT)).toMatchObject([{ lastAt: AT - 2 * HOUR }]);
    expect(
      findingsOf(absence({ where: [{ field: "model", anyOf: [is("none")] }] }), rows, AT),
    ).toEqual([]);
  });

  it("watches each group for itself, and an account as a whole without any", () => {
    const rows = [
      rowOf({ rowNo: 1, createdAt: AT - 2 * HOUR, member: "ann@acme.io" }),
      rowOf({ rowNo: 2, createdAt: AT, member: "bob@acme.io" }),
    ];
    expect(findingsOf(absence(), rows, AT).map(({ ref }) => ref.group)).toEqual([group]);
    expect(findingsOf(absence({ by: [] }), rows, AT)).toEqual([]);
    expect(findingsOf(absence({ by: [] }), rows.slice(0, 1), AT)).toHaveLength(1);
  });

  it("has terms that hold both lengths", () => {
    const terms = (part = {}) => seenOf(absence(part), last(0), AT, { group }).terms;
    const variants = [terms(), terms({ overMs: 2 * HOUR }), terms({ rememberMs: 2 * DAY })];
    expect(new Set(variants).size).toBe(3);
    expect(terms({ severity: "critical" })).toBe(terms());
  });
});
