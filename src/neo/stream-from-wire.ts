import { nanoFromNumber } from "../core/money.ts";
import type { Stream, ToolUse } from "../core/stream.ts";
import { cleanName, cleanText } from "./clean-text.ts";
import { rowId } from "./row-id.ts";
import type { WireStream } from "./wire.ts";
import { wireTime } from "./wire-time.ts";

/** UnreadableRow says why a row cannot become a stream. */
export class UnreadableRow extends Error {
  override name = "UnreadableRow";
}

/**
 * streamFromWire turns a row of the API into a stream: amounts exact, texts storable, an absent amount zero, and
 * without `tool_call_history`. Throws UnreadableRow or AmountError where a value has no meaning.
 */
export function streamFromWire(row: WireStream, account: string): Stream {
  const createdAt = wireTime(row.created_at);
  if (createdAt === null || createdAt < 0) {
    throw new UnreadableRow(`created_at ${JSON.stringify(row.created_at.slice(0, 60))} is no time`);
  }
  return {
    id: rowId(row),
    account,
    taskId: cleanName(row.task_id),
    taskTitle: row.task_title ? cleanText(row.task_title) : null,
    member: row.email?.trim() ? cleanName(row.email.trim()) : null,
    model: cleanName(row.model),
    status: cleanName(row.status),
    byok: row.is_byok ?? false,
    createdAt,
    executionMs: wholeMs(row.total_execution_ms),
    neoCredits: nanoFromNumber(row.neo_credits ?? 0),
    llmCost: nanoFromNumber(row.llm_cost ?? 0),
    neoCost: nanoFromNumber(row.neo_cost ?? 0),
    steps: row.step_count,
    toolCalls: row.tool_calls,
    agentTriggers: row.agent_triggers,
    llmTimeMs: wholeMs(row.llm_time_ms),
    toolTimeMs: wholeMs(row.tool_time_ms),
    stepLatencyMs: wholeMs(row.avg_step_latency_ms),
    errorMessage: row.error_message ? cleanText(row.error_message) : null,
    tools: named(row.tool_breakdown, toolUse),
    agents: named(row.agent_breakdown, (triggers) => triggers),
  };
}

function wholeMs(ms: number | null | undefined): number | null {
  return ms == null ? null : Math.round(ms);
}

function toolUse(entry: {
  calls?: number | undefined;
  total_duration_ms?: number | undefined;
}): ToolUse {
  return { calls: entry.calls ?? 0, durationMs: Math.round(entry.total_duration_ms ?? 0) };
}

function named<In, Out>(
  entries: Readonly<Record<string, In>> | null | undefined,
  read: (entry: In) => Out,
): Record<string, Out> {
  const out: Record<string, Out> = {};
  for (const name in entries) {
    const value = read(entries[name] as In);
    // Names are the API's: `__proto__` is one like any other.
    if (name === "__proto__") define(out, name, value);
    else out[cleanName(name)] = value;
  }
  return out;
}

function define<Out>(on: Record<string, Out>, name: string, value: Out): void {
  Object.defineProperty(on, name, { value, enumerable: true, configurable: true, writable: true });
}
