import type { WireStream } from "./wire.ts";

const MOST = 2_147_483_647;
const COUNTS = ["step_count", "tool_calls", "agent_triggers"] as const;
const AMOUNTS = ["neo_credits", "llm_cost", "neo_cost"] as const;
const DURATIONS = [
  "total_execution_ms",
  "llm_time_ms",
  "tool_time_ms",
  "avg_step_latency_ms",
] as const;
const TEXTS = ["stream_id", "task_title", "email", "error_message"] as const;

/**
 * isPlainRow tells whether a row is plainly as the schema says, by looks that cost a tenth of the schema. False means that the
 * schema has to be asked, and not that the row is wrong: it alone knows what to say of what it refuses.
 */
export function isPlainRow(raw: object): raw is WireStream {
  const row = raw as Readonly<Record<string, unknown>>;
  return (
    typeof row["task_id"] === "string" &&
    typeof row["model"] === "string" &&
    typeof row["status"] === "string" &&
    typeof row["created_at"] === "string" &&
    (row["is_byok"] == null || typeof row["is_byok"] === "boolean") &&
    (row["stream_count"] == null || isCount(row["stream_count"])) &&
    COUNTS.every((name) => isCount(row[name])) &&
    AMOUNTS.every((name) => row[name] == null || Number.isFinite(row[name])) &&
    DURATIONS.every((name) => row[name] == null || isDuration(row[name])) &&
    TEXTS.every((name) => row[name] == null || typeof row[name] === "string") &&
    isBreakdown(row["tool_breakdown"], isToolUse) &&
    isBreakdown(row["agent_breakdown"], isCount)
  );
}

function isBreakdown(value: unknown, isEntry: (entry: unknown) => boolean): boolean {
  if (value == null) return true;
  if (typeof value !== "object" || Array.isArray(value)) return false;
  for (const name in value) {
    // Of this name the schema has views of its own.
    if (name === "__proto__" || !isEntry((value as Record<string, unknown>)[name])) return false;
  }
  return true;
}

function isToolUse(entry: unknown): boolean {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return false;
  const { calls, total_duration_ms: duration } = entry as Record<string, unknown>;
  return (
    (calls === undefined || isCount(calls)) && (duration === undefined || isDuration(duration))
  );
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MOST;
}

function isDuration(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}
