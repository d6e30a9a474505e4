import { describe, expect, it } from "vitest";
import type { MetricRef } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { rowOf } from "../engine/rows.ts";
import { HOUR, seenOf, spike } from "./rule-builders.ts";

const AT = Date.parse("2026-10-20T12:00:00Z");
const PARTS: readonly Partial<LedgerRow>[] = [
  { status: "completed", byok: true, neoCredits: 10, llmCost: 5, neoCost: 1, executionMs: 100 },
  { status: "error", byok: false, neoCredits: 20, llmCost: 7, neoCost: 2, executionMs: 300 },
  { status: "failed", byok: true, neoCredits: 30, llmCost: 11, neoCost: 3, executionMs: null },
  { status: "aborted", byok: false, neoCredits: 4, llmCost: 13, neoCost: 4, executionMs: 200 },
];

/** The rows of one hour that ends so many hours before now. */
const hour = (back: number, times = 1): LedgerRow[] =>
  PARTS.map((part, each) =>
    rowOf({
      ...{ rowNo: back * 10 + each + 1, createdAt: AT - back * HOUR - 10_000 },
      ...{ taskId: each < 2 ? "t1" : `t${each}`, toolCalls: each, ...part },
      neoCredits: (part.neoCredits ?? 0) * times,
    }),
  );

describe("a spike's earlier windows", () => {
  it.each<[MetricRef["name"], MetricRef["statistic"], number]>([
    ["neo_credits", undefined, 64],
    ["spend", undefined, 74],
    ["streams", undefined, 4],
    ["tasks", undefined, 3],
    ["tool_calls", undefined, 6],
    ["error_rate", undefined, 500_000],
    ["byok_share", undefined, 500_000],
    ["execution_time", "p50", 200],
    ["execution_time", "p95", 300],
    ["execution_time", "avg", 200],
    ["cost_per_task", "p50", 33],
    ["cost_per_task", "p95", 33],
    ["cost_per_task", "avg", 25],
    ["cost_per_stream", "avg", 19],
  ])("are measured by %s %s as the present one is: %d", (name, statistic, expected) => {
    const metric: MetricRef = statistic === undefined ? { name } : { name, statistic };
    const rows = [0, 1, 2, 3, 4, 5].flatMap((back) => hour(back));
    const found = seenOf(spike({ metric, overMs: HOUR, versusMs: 6 * HOUR }), rows, AT);
    expect(found.value).toBe(expected);
    expect(found.baseline).toMatchObject({ median: expected });
  });

  it("are in the order of what they came to, not of their times", () => {
    const rows = [5, 1, 4, 2, 9, 3].flatMap((times, back) => hour(back, times));
    const metric = { name: "execution_time", statistic: "p95" } as const;
    const spent = seenOf(spike({ overMs: HOUR, versusMs: 6 * HOUR }), rows, AT);
    expect(spent.baseline).toMatchObject({ median: 64 * 3, windows: 4 });
    expect(spent.value).toBe(64 * 5);
    const timed = seenOf(spike({ metric, overMs: HOUR, versusMs: 6 * HOUR }), rows, AT);
    expect(timed.baseline?.median).toBe(300);
  });
});
