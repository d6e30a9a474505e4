import { describe, expect, it } from "vitest";
import { createEngine } from "../../../../src/core/engine/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { rowOf } from "../engine/rows.ts";
import { DAY, findingsOf, HOUR, MINUTE, seenOf, threshold } from "./rule-builders.ts";

const AT = Date.parse("2026-10-20T12:00:00Z");

/** So many streams within the last hour, the first `failed` of them failed. */
function streams(count: number, failed = 0): LedgerRow[] {
  return Array.from({ length: count }, (_, index) =>
    rowOf({
      rowNo: index + 1,
      createdAt: AT - MINUTE,
      status: index < failed ? "failed" : "completed",
      executionMs: 10,
    }),
  );
}

const rate = (part = {}) => threshold({ metric: { name: "error_rate" }, bound: 200_000, ...part });

describe("a threshold", () => {
  it.each([
    { direction: "above" as const, count: 5, breached: false },
    { direction: "above" as const, count: 6, breached: true },
    { direction: "below" as const, count: 5, breached: false },
    { direction: "below" as const, count: 4, breached: true },
  ])("$direction 5 with $count streams: breached $breached", ({ direction, count, breached }) => {
    const asked = seenOf(threshold({ direction }), streams(count), AT);
    expect(asked).toMatchObject({ breached, cleared: !breached, value: count, limit: 5 });
  });

  it("does not take one failed stream of five for more than 20 %", () => {
    expect(findingsOf(rate(), streams(5, 1), AT)).toEqual([]);
    expect(findingsOf(rate(), streams(4, 1), AT)).toMatchObject([{ value: 250_000, unit: "ppm" }]);
  });

  it("compares a third with 33.3333 % exactly and shows it rounded", () => {
    expect(findingsOf(rate({ bound: 333_333 }), streams(3, 1), AT)).toMatchObject([
      { value: 333_333, breached: true },
    ]);
    expect(findingsOf(rate({ bound: 333_334 }), streams(3, 1), AT)).toEqual([]);
  });

  it.each([
    { value: 9, direction: "above" as const, bound: 8, breached: true, cleared: false },
    { value: 8, direction: "above" as const, bound: 8, breached: false, cleared: false },
    { value: 6, direction: "above" as const, bound: 8, breached: false, cleared: false },
    { value: 5, direction: "above" as const, bound: 8, breached: false, cleared: true },
    { value: 2, direction: "below" as const, bound: 3, breached: true, cleared: false },
    { value: 4, direction: "below" as const, bound: 3, breached: false, cleared: false },
    { value: 5, direction: "below" as const, bound: 3, breached: false, cleared: true },
  ])("$direction $bound until 5, at $value: breached $breached, cleared $cleared", (row) => {
    const { value, direction, bound, breached, cleared } = row;
    const rule = threshold({ direction, bound, resolveBound: 5 });
    expect(seenOf(rule, streams(value), AT)).toMatchObject({ breached, cleared });
  });

  it.each([
    { count: 0, silent: "too_few_streams" },
    { count: 2, silent: "too_few_streams" },
    { count: 3, silent: undefined },
  ])("with min_streams 3 and $count streams is silent: $silent", ({ count, silent }) => {
    const asked = seenOf(rate({ minStreams: 3 }), streams(count, count), AT);
    expect(asked.silent).toBe(silent);
    expect(asked.breached).toBe(silent === undefined);
    expect(asked.cleared).toBe(false);
  });

  it.each([
    "error_rate",
    "wasted_rate",
    "byok_share",
    "cost_per_stream",
    "cost_per_task",
    "execution_time",
  ] as const)("is silent about %s without streams, above and below", (name) => {
    for (const direction of ["above", "below"] as const) {
      const rule = threshold({ metric: { name }, direction, bound: 1 });
      const old = [rowOf({ rowNo: 1, createdAt: AT - 2 * HOUR })];
      expect(seenOf(rule, old, AT)).toMatchObject({ silent: "too_few_streams", value: 0 });
    }
  });

  describe("below", () => {
    const rule = threshold({ direction: "below", bound: 1, by: ["member"] });
    const group = { member: "ann@acme.io" };

    it("fires for a group that is known but idle, with the value 0", () => {
      const engine = createEngine({ rules: [rule], groups: [] });
      engine.put([rowOf({ rowNo: 1, createdAt: AT })], false);
      expect(engine.tick(AT, [])).toEqual([]);
      expect(engine.tick(AT + HOUR, [])).toMatchObject([{ ref: { group }, value: 0, streams: 0 }]);
    });

    it("lets a group go that has had no row within the horizon", () => {
      const engine = createEngine({ rules: [rule], groups: [] });
      engine.put([rowOf({ rowNo: 1, createdAt: AT })], false);
      const last = AT + engine.horizonMs;
      expect(engine.tick(last - 1, [])).toHaveLength(1);
      const open = { account: "acme", rule: "rule", group, step: "", window: "" };
      expect(engine.tick(last, [open])).toMatchObject([{ breached: false, cleared: true }]);
    });

    it("never speaks of a group nobody has seen", () => {
      expect(findingsOf(rule, [rowOf({ rowNo: 1, createdAt: AT - 9 * DAY })], AT)).toEqual([]);
    });
  });

  it("takes back what a changed or retracted row had counted", () => {
    const engine = createEngine({ rules: [rate({ bound: 0 })], groups: [] });
    const row = rowOf({ rowNo: 1, createdAt: AT, status: "failed" });
    engine.put([row, rowOf({ rowNo: 2, createdAt: AT })], false);
    expect(engine.tick(AT, [])).toMatchObject([{ value: 500_000 }]);
    engine.put([{ ...row, status: "completed" }], false);
    expect(engine.tick(AT + 1, [])).toEqual([]);
    engine.put([{ ...row, status: "error" }], false);
    expect(engine.tick(AT + 2, [])).toMatchObject([{ value: 500_000, streams: 2 }]);
    engine.put([{ ...row, retracted: true }], false);
    expect(engine.tick(AT + 3, [])).toEqual([]);
    expect(engine.size).toBe(1);
  });

  it("counts by finished_at what ran long, and not before it has finished", () => {
    const long = rowOf({ rowNo: 1, createdAt: AT - 5 * HOUR, executionMs: 5 * HOUR });
    const rule = (time: "created_at" | "finished_at") => threshold({ bound: 0, time });
    expect(findingsOf(rule("created_at"), [long], AT)).toEqual([]);
    expect(findingsOf(rule("finished_at"), [long], AT)).toHaveLength(1);
    expect(findingsOf(rule("finished_at"), [long], AT - 1)).toEqual([]);
  });

  it("has terms that hold direction, bound, resolve level and min_streams", () => {
    const terms = (part = {}) => seenOf(threshold(part), streams(1), AT).terms;
    const variants = [
      terms(),
      terms({ bound: 6 }),
      terms({ direction: "below" }),
      terms({ resolveBound: 3 }),
      terms({ minStreams: 1 }),
    ];
    expect(new Set(variants).size).toBe(variants.length);
    expect(terms({ severity: "critical", description: "other" })).toBe(terms());
  });
});
