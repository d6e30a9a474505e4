import { describe, expect, it } from "vitest";
import { createEngine } from "../../../../src/core/engine/index.ts";
import type { Rule, WindowSpec } from "../../../../src/core/rules/index.ts";
import {
  budget,
  DAY,
  HOUR,
  rolling,
  spike,
  streamRule,
  threshold,
} from "../rules/rule-builders.ts";
import { rowOf } from "./rows.ts";

const AT = Date.parse("2026-10-20T12:00:00Z");
const calendar = (unit: "hour" | "quarter" | "year"): WindowSpec => ({
  kind: "calendar",
  unit,
  timezone: "Europe/Berlin",
  weekStarts: "monday",
  startsOn: 1,
});

describe("an engine", () => {
  it.each<[string, Rule[], number]>([
    ["without rules", [], 8 * DAY],
    ["with single streams only", [streamRule()], 8 * DAY],
    ["with a rolling month", [budget({ window: rolling(30 * DAY) })], 30 * DAY],
    ["with a calendar hour", [budget({ window: calendar("hour") })], 8 * DAY],
    ["with a quarter", [budget({ window: calendar("quarter") })], 92 * DAY + HOUR],
    ["with a year", [threshold(), budget({ window: calendar("year") })], 366 * DAY + HOUR],
    ["with a spike", [spike({ versusMs: 14 * DAY })], 14 * DAY + HOUR],
  ])("%s looks as far back as it must", (_, rules, horizon) => {
    expect(createEngine({ rules, groups: [] }).horizonMs).toBe(horizon);
  });

  it("counts a rolling window's newest moment and not its oldest", () => {
    const rule = threshold({ bound: 0, window: rolling(HOUR) });
    const engine = createEngine({ rules: [rule], groups: [] });
    engine.put([rowOf({ rowNo: 1, createdAt: AT })], false);
    const breached = [-1, 0, HOUR - 1, HOUR].map((ms) => engine.tick(AT + ms, []).length === 1);
    expect(breached).toEqual([false, true, true, false]);
  });

  it("counts late rows in every window that covers them, and rows to come when their time comes", () => {
    const rules = [1, 3, 6].map((hours) =>
      threshold({ name: `${hours}h`, bound: 0, window: rolling(hours * HOUR) }),
    );
    const engine = createEngine({ rules, groups: [] });
    engine.put([rowOf({ rowNo: 1, createdAt: AT })], false);
    engine.tick(AT, []);
    engine.put([rowOf({ rowNo: 2, createdAt: AT - 2 * HOUR })], false);
    engine.put([rowOf({ rowNo: 3, createdAt: AT + HOUR })], false);
    const values = () => engine.tick(AT, []).map(({ value }) => value);
    expect(values()).toEqual([1, 2, 2]);
    expect(engine.tick(AT + HOUR, []).map(({ value }) => value)).toEqual([1, 2, 3]);
  });

  it("takes a tick before the last for the last", () => {
    const engine = createEngine({ rules: [threshold({ bound: 0 })], groups: [] });
    engine.put([rowOf({ rowNo: 1, createdAt: AT })], false);
    engine.tick(AT, []);
    expect(engine.tick(AT - DAY, [])).toMatchObject([{ window: { to: AT } }]);
  });

  it("finds windows empty after a pause longer than they are", () => {
    const engine = createEngine({ rules: [threshold({ bound: 0 })], groups: [] });
    engine.put([rowOf({ rowNo: 1, createdAt: AT })], false);
    expect(engine.tick(AT, [])).toHaveLength(1);
    engine.put([rowOf({ rowNo: 2, createdAt: AT + DAY })], false);
    expect(engine.tick(AT + DAY, [])).toMatchObject([{ value: 1 }]);
  });

  it("holds many rows put in any order", () => {
    const engine = createEngine({
      rules: [threshold({ bound: 0, window: rolling(DAY) })],
      groups: [],
    });
    const rows = Array.from({ length: 5000 }, (_, index) =>
      rowOf({ rowNo: (index * 7919) % 100_003, createdAt: AT - ((index * 37) % 86_399) * 1000 }),
    );
    engine.put(rows, false);
    expect(engine.size).toBe(5000);
    expect(engine.tick(AT, [])).toMatchObject([{ value: 5000 }]);
  });

  describe("that forgets", () => {
    const old = Array.from({ length: 10 }, (_, index) =>
      rowOf({ rowNo: index, createdAt: AT - DAY }),
    );
    const young = Array.from({ length: 10 }, (_, index) =>
      rowOf({ rowNo: 20 + index, createdAt: AT, tools: { nmap: { calls: 1, durationMs: 0 } } }),
    );

    it("lets go of rows of which both times lie before, and of those only", () => {
      const engine = createEngine({ rules: [threshold({ bound: 0 })], groups: [] });
      const long = rowOf({ rowNo: 99, createdAt: AT - DAY, executionMs: DAY });
      engine.put([...old, ...young, long], false);
      engine.forget(AT - HOUR);
      expect(engine.size).toBe(11);
      expect(engine.tick(AT, [])).toMatchObject([{ value: 10 }]);
    });

    it("still knows texts, tools and single streams of the rows that stay", () => {
      const rules = [
        threshold({ bound: 0, by: ["tool"] }),
        streamRule({ name: "single", status: ["completed"] }),
      ];
      const engine = createEngine({ rules, groups: [] });
      engine.put([...old, ...young], true);
      const open = engine.tick(AT, []).map(({ ref }) => ref);
      const before = engine.tick(AT, open).filter(({ ref }) => Number(ref.window.slice(1)) >= 20);
      engine.forget(AT - HOUR);
      const after = engine.tick(AT, open).filter(({ ref }) => Number(ref.window.slice(1)) >= 20);
      expect(after).toEqual(before);
      expect(engine.tick(AT, []).map(({ ref }) => ref.group)).toEqual([{ tool: "nmap" }]);
    });

    it("waits until it is worth building anew", () => {
      const engine = createEngine({ rules: [threshold()], groups: [] });
      const few = Array.from({ length: 100 }, (_, index) =>
        rowOf({ rowNo: 100 + index, createdAt: AT }),
      );
      engine.put([...old.slice(0, 5), ...few], false);
      engine.forget(AT - HOUR);
      expect(engine.size).toBe(105);
      engine.put(old, false);
      engine.forget(AT - HOUR);
      expect(engine.size).toBe(100);
    });
  });
});
