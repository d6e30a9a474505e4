import { describe, expect, it } from "vitest";
import { createEngine } from "../../../../src/core/engine/index.ts";
import { AmountError } from "../../../../src/core/money.ts";
import type { MetricRef, Unit } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { rowOf } from "../engine/rows.ts";
import { budget, DAY, rolling, seenOf, threshold } from "../rules/rule-builders.ts";

const AT = Date.parse("2026-10-20T12:00:00Z");
const rows: readonly LedgerRow[] = [
  { status: "completed", byok: true, neoCredits: 10, llmCost: 5, neoCost: 1, executionMs: 100 },
  { status: "error", byok: false, neoCredits: 20, llmCost: 7, neoCost: 2, executionMs: 300 },
  { status: "failed", byok: true, neoCredits: 30, llmCost: 11, neoCost: 3, executionMs: null },
  { status: "aborted", byok: false, neoCredits: 40, llmCost: 13, neoCost: 4, executionMs: 200 },
  { status: "blocked", byok: false, neoCredits: 50, llmCost: 17, neoCost: 5, executionMs: 400 },
  { status: "running", byok: false, neoCredits: 60, llmCost: 19, neoCost: 6, executionMs: 1000 },
].map((part, index) =>
  rowOf({
    rowNo: index + 1,
    createdAt: AT - 10_000,
    taskId: index < 3 ? "t1" : `t${index}`,
    steps: index,
    toolCalls: 2,
    agentTriggers: 3,
    llmTimeMs: index === 0 ? 7 : null,
    toolTimeMs: 10 * index,
    stepLatencyMs: 5,
    ...part,
  }),
);

describe("the metric", () => {
  it.each<[MetricRef["name"], MetricRef["statistic"], Unit, number]>([
    ["neo_credits", undefined, "nano", 210],
    ["llm_cost", undefined, "nano", 72],
    ["neo_cost", undefined, "nano", 21],
    ["byok_cost", undefined, "nano", 5 + 1 + 11 + 3],
    ["spend", undefined, "nano", 231],
    ["wasted", undefined, "nano", 22 + 33 + 44 + 55],
    ["streams", undefined, "count", 6],
    ["tasks", undefined, "count", 4],
    ["completed", undefined, "count", 1],
    ["errors", undefined, "count", 1],
    ["failed", undefined, "count", 1],
    ["aborted", undefined, "count", 1],
    ["blocked", undefined, "count", 1],
    ["tool_calls", undefined, "count", 12],
    ["steps", undefined, "count", 15],
    ["agent_triggers", undefined, "count", 18],
    ["error_rate", undefined, "ppm", 333_333],
    ["blocked_rate", undefined, "ppm", 166_667],
    ["aborted_rate", undefined, "ppm", 166_667],
    ["wasted_rate", undefined, "ppm", 666_667],
    ["byok_share", undefined, "ppm", 333_333],
    ["cost_per_stream", undefined, "nano", 39],
    ["cost_per_stream", "avg", "nano", 39],
    ["cost_per_stream", "max", "nano", 66],
    ["cost_per_stream", "p50", "nano", 33],
    ["cost_per_task", "avg", "nano", 58],
    ["cost_per_task", "max", "nano", 66],
    ["cost_per_task", "p50", "nano", 55],
    ["execution_time", "avg", "ms", 400],
    ["execution_time", "p50", "ms", 300],
    ["execution_time", "p95", "ms", 1000],
    ["execution_time", "max", "ms", 1000],
    ["llm_time", "avg", "ms", 7],
    ["tool_time", "p99", "ms", 50],
    ["tool_time", "avg", "ms", 25],
    ["step_latency", "p95", "ms", 5],
  ])("%s %s in %s is %d", (name, statistic, unit, value) => {
    const metric = { name, ...(statistic === undefined ? {} : { statistic }) };
    const rule = threshold({ metric, bound: 0, window: rolling(DAY) });
    expect(seenOf(rule, rows, AT)).toMatchObject({ unit, value, metric });
  });

  it("forgets the largest value when its row leaves the window or changes", () => {
    const metric = { name: "cost_per_stream", statistic: "max" } as const;
    const engine = createEngine({ rules: [threshold({ metric, bound: 0 })], groups: [] });
    engine.put(rows, false);
    expect(engine.tick(AT, [])).toMatchObject([{ value: 66 }]);
    engine.put([{ ...(rows[5] as LedgerRow), neoCredits: 1 }], false);
    expect(engine.tick(AT + 1, [])).toMatchObject([{ value: 55 }]);
    engine.put([{ ...(rows[4] as LedgerRow), retracted: true }], false);
    expect(engine.tick(AT + 2, [])).toMatchObject([{ value: 44 }]);
  });

  it("moves a task's cost as its rows leave the window one by one", () => {
    const metric = { name: "cost_per_task", statistic: "max" } as const;
    const rule = threshold({ metric, bound: 0, window: rolling(10) });
    const engine = createEngine({ rules: [rule], groups: [] });
    const spends = [5, 7, 11].map((neoCredits, index) =>
      rowOf({ rowNo: index + 1, createdAt: AT + index, neoCredits }),
    );
    engine.put(spends, false);
    const values = [2, 10, 11, 12].map((ms) => engine.tick(AT + ms, [])[0]?.value);
    expect(values).toEqual([23, 18, 11, undefined]);
  });
});

describe("a sum beyond 2^53", () => {
  const half = 2 ** 52;
  const large = (rowNo: number) => rowOf({ rowNo, createdAt: AT, neoCredits: half });

  it("is refused, at every tick until it is mended", () => {
    const engine = createEngine({ rules: [budget({ limit: half })], groups: [] });
    engine.put([large(1)], false);
    expect(engine.tick(AT, [])).toHaveLength(3);
    engine.put([large(2)], false);
    expect(() => engine.tick(AT + 1, [])).toThrow(AmountError);
    expect(() => engine.tick(AT + 2, [])).toThrow("beyond 2^53");
    engine.put([{ ...large(2), retracted: true }], false);
    expect(engine.tick(AT + 3, [])).toMatchObject([{ value: half }, {}, {}]);
  });

  it("is refused within one row, and the row before it stays", () => {
    const engine = createEngine({ rules: [budget({ limit: half })], groups: [] });
    engine.put([large(1)], false);
    expect(() => engine.put([{ ...large(1), neoCost: half }], false)).toThrow(
      /stream s1 of account acme/,
    );
    expect(() => engine.put([{ ...large(1), llmCost: 0.5 }], false)).toThrow(AmountError);
    expect(engine.tick(AT, [])).toMatchObject([{ value: half }, {}, {}]);
  });
});
