import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPlainRow } from "../../../src/neo/plain-row.ts";
import { wireStream } from "../../../src/neo/wire.ts";

const PLAIN = {
  ...{ stream_id: "s1", task_id: "t1", task_title: "Audit", email: "x@acme.io", model: "opus" },
  ...{ status: "completed", is_byok: false, created_at: "2026-03-01T00:00:00.000Z" },
  ...{ neo_credits: 1.5, llm_cost: 0.25, neo_cost: 0, step_count: 3, tool_calls: 2 },
  ...{ agent_triggers: 1, stream_count: 1, total_execution_ms: 1_000, llm_time_ms: 500 },
  ...{ tool_time_ms: 300, avg_step_latency_ms: 10.5, error_message: null },
  tool_breakdown: { browser: { calls: 2, total_duration_ms: 300 } },
  agent_breakdown: { recon: 1 },
};

/** Values of every kind that JSON has, those near a bound among them. */
const anything = fc.oneof(
  fc.constantFrom(null, undefined, "", "text", true, 0, -1, 1.5, 2_147_483_647, 2_147_483_648),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, 1e300, [], ["x"], {}, { x: 1 }, { x: -1 }, { x: "1" }),
  fc.constantFrom({ x: {} }, { x: { calls: 1.5 } }, { x: { calls: null } }, { x: null }),
  fc.constantFrom({ x: { total_duration_ms: -1 } }, JSON.parse('{"__proto__":1}')),
);

describe("the quick look at a row", () => {
  it("takes a row as the API documents it", () => {
    expect(isPlainRow(PLAIN)).toBe(true);
  });

  it("takes no row that the schema would refuse or change", () => {
    const changes = fc.dictionary(fc.constantFrom(...Object.keys(PLAIN)), anything, {
      maxKeys: 3,
    });
    fc.assert(
      fc.property(changes, (changed) => {
        const row = { ...PLAIN, ...changed };
        if (!isPlainRow(row)) return;
        const parsed = wireStream.safeParse(row);
        expect(parsed.success).toBe(true);
        expect(parsed.data).toEqual(row);
      }),
      { numRuns: 3_000 },
    );
  });
});
