import { beforeEach, describe, expect, test } from "vitest";
import type { Stream } from "../../../src/core/stream.ts";
import { createOddities, type Oddities, readRow } from "../../../src/neo/index.ts";
import { type MemoryLog, memoryLog } from "../../support/log.ts";
import { wireRow } from "../../support/neo-server.ts";
import { type MemoryTelemetry, memoryTelemetry } from "../../support/telemetry.ts";

let log: MemoryLog;
let telemetry: MemoryTelemetry;
let oddities: Oddities;

beforeEach(() => {
  log = memoryLog();
  telemetry = memoryTelemetry();
  oddities = createOddities({ account: "acme", log, telemetry });
});

function read(raw: unknown): Stream {
  const reading = readRow(raw, "acme", oddities);
  if ("unreadable" in reading) throw new Error(reading.unreadable);
  return reading.stream;
}

function whyNot(raw: unknown): string {
  const reading = readRow(raw, "acme", oddities);
  return "unreadable" in reading ? reading.unreadable : "readable";
}

test("reads a whole row", () => {
  expect(read(wireRow({ is_byok: true, llm_cost: 0.1, neo_cost: 0.02 }))).toEqual({
    id: "5f0c2f3e-0000-4000-8000-000000000001",
    account: "acme",
    taskId: "task-1",
    taskTitle: "Scan the staging network",
    member: "lead@acme.io",
    model: "neo-1",
    status: "completed",
    byok: true,
    createdAt: Date.UTC(2026, 2, 2, 10),
    executionMs: 61_000,
    neoCredits: 1_250_000_000,
    llmCost: 100_000_000,
    neoCost: 20_000_000,
    steps: 12,
    toolCalls: 7,
    agentTriggers: 2,
    llmTimeMs: 40_000,
    toolTimeMs: 20_000,
    stepLatencyMs: 5_000,
    errorMessage: null,
    tools: { nmap: { calls: 7, durationMs: 20_000 } },
    agents: { recon: 2 },
  });
  expect(log.lines).toEqual([]);
});

test("reads a row of the required fields only", () => {
  const { task_id, model, status, step_count, tool_calls, agent_triggers, created_at } = wireRow();
  const bare = { task_id, model, status, step_count, tool_calls, agent_triggers, created_at };
  expect(read(bare)).toMatchObject({
    member: null,
    byok: false,
    neoCredits: 0,
    llmCost: 0,
    neoCost: 0,
    executionMs: null,
    tools: {},
    agents: {},
  });
  expect(read(bare).id).toMatch(/^hash:[0-9a-f]{32}$/);
});

test.each([
  "stream_id",
  "task_title",
  "email",
  "is_byok",
  "neo_credits",
  "llm_cost",
  "neo_cost",
  "stream_count",
  "total_execution_ms",
  "llm_time_ms",
  "tool_time_ms",
  "avg_step_latency_ms",
  "error_message",
  "tool_breakdown",
  "agent_breakdown",
  "tool_call_history",
])("takes a null %s for an absent one", (field) => {
  expect(whyNot({ ...wireRow(), [field]: null })).toBe("readable");
  expect(log.lines).toEqual([]);
});

test.each([
  "task_id",
  "model",
  "status",
  "step_count",
  "tool_calls",
  "agent_triggers",
  "created_at",
])("a row without %s is unreadable, and the reason names the field", (field) => {
  expect(whyNot({ ...wireRow(), [field]: undefined })).toContain(field);
  expect(whyNot({ ...wireRow(), [field]: null })).toContain(field);
  expect(whyNot({ ...wireRow(), [field]: [] })).toContain(field);
});

test.each([
  ["an amount that is a text", { neo_credits: "1.5" }, "neo_credits"],
  ["an amount beyond what is exact", { neo_credits: 1e10 }, "more than can be kept exactly"],
  ["a member that is no text", { email: 7 }, "email"],
  ["an own-key mark that is no boolean", { is_byok: "yes" }, "is_byok"],
  ["a time that is none", { created_at: "soon" }, "created_at"],
  ["a time before 1970", { created_at: "1969-01-01T00:00:00Z" }, "created_at"],
  ["half a step", { step_count: 1.5 }, "step_count"],
])("never guesses money, identity or time: %s", (_, over, reason) => {
  expect(whyNot({ ...wireRow(), ...over })).toContain(reason);
});

test.each([null, 7, "row", [wireRow()]])("something that is no row is unreadable: %j", (raw) => {
  expect(whyNot(raw)).toMatch(/no object/);
});

describe("what this version does not know", () => {
  test("an unknown status is kept, and reported once", () => {
    expect(read(wireRow({ status: "paused" })).status).toBe("paused");
    read(wireRow({ status: "paused" }));
    expect(log.lines).toMatchObject([
      { level: "warn", fields: { field: "status", value: "paused" } },
    ]);
    expect(telemetry.counted("api_unknown_fields_total", { account: "acme" })).toBe(1);
  });

  test("an unknown field is reported once, and the row is read", () => {
    read({ ...wireRow(), region: "eu" });
    read({ ...wireRow(), region: "us" });
    expect(log.lines).toMatchObject([{ fields: { where: "row", field: "region" } }]);
  });

  test("a descriptive field of another type is left out and reported once; the row is read", () => {
    const row = {
      ...wireRow(),
      total_execution_ms: "long",
      tool_breakdown: [1],
      error_message: {},
    };
    expect(read(row)).toMatchObject({ executionMs: null, tools: {}, errorMessage: null });
    read(row);
    expect(log.lines.map((line) => line.fields["field"]).sort()).toEqual([
      "error_message",
      "tool_breakdown",
      "total_execution_ms",
    ]);
  });

  test("reports end after two hundred, with a line that says so", () => {
    for (let i = 0; i < 500; i += 1) read({ ...wireRow(), [`field_${i}`]: i });
    expect(log.lines).toHaveLength(201);
    expect(log.lines.at(-1)?.message).toContain("further ones are not told");
  });
});

test("reads fractions of a millisecond, as averages have them, as whole ones", () => {
  expect(read(wireRow({ avg_step_latency_ms: 12.7 })).stepLatencyMs).toBe(13);
});

test("reads amounts by their decimal text", () => {
  expect(read(wireRow({ neo_credits: 0.1 })).neoCredits).toBe(100_000_000);
  expect(read(wireRow({ neo_credits: 1e-9 })).neoCredits).toBe(1);
  expect(read(wireRow({ neo_credits: -0.5 })).neoCredits).toBe(-500_000_000);
});

test("texts are storable, and the history of tool calls is not kept", () => {
  const stream = read(
    wireRow({
      task_title: "a\0b",
      error_message: "x\uD800",
      email: "  lead@acme.io ",
      tool_breakdown: { "na\0me": { calls: 1 } },
      agent_breakdown: JSON.parse('{"__proto__": 3}'),
      tool_call_history: [{ index: 0, tool_name: "nmap" }],
    }),
  );
  expect(stream).toMatchObject({
    taskTitle: "a\uFFFDb",
    errorMessage: "x\uFFFD",
    member: "lead@acme.io",
  });
  expect(Object.keys(stream.tools)).toEqual(["na\uFFFDme"]);
  expect(JSON.stringify(stream)).not.toContain("index");
});

describe("rows without a stream_id", () => {
  const bare = (over = {}) => read(wireRow({ stream_id: null, ...over })).id;

  test("keep their id when they are re-costed, or the key's role no longer shows members", () => {
    expect(bare({ neo_credits: 9, status: "failed", email: null, task_title: "new" })).toBe(bare());
  });

  test("differ where two runs of one task differ", () => {
    expect(bare({ total_execution_ms: 61_001 })).not.toBe(bare());
    expect(bare({ task_id: "task-2" })).not.toBe(bare());
  });

  test("are also those whose stream_id is empty; one too long for a key is hashed", () => {
    expect(bare({ stream_id: " " })).toBe(bare());
    expect(bare({ stream_id: "x".repeat(5000) })).toMatch(/^hash:/);
    expect(bare({ stream_id: "x".repeat(5000) })).not.toBe(bare({ stream_id: "x".repeat(5001) }));
  });
});
