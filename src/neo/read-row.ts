import type { z } from "zod";
import { AmountError } from "../core/money.ts";
import { END_STATUSES, type Stream } from "../core/stream.ts";
import type { Oddities } from "./oddities.ts";
import { isPlainRow } from "./plain-row.ts";
import { streamFromWire, UnreadableRow } from "./stream-from-wire.ts";
import { wireStream } from "./wire.ts";

const KNOWN_FIELDS: ReadonlySet<string> = new Set(Object.keys(wireStream.shape));
const KNOWN_STATUSES: ReadonlySet<string> = new Set(END_STATUSES);

/**
 * Fields that describe a run and carry no money, identity or time: where one has an unexpected type, the row is
 * worth more than the field. An amount of an unexpected type is never taken for zero: such a row is unreadable.
 */
const DISPENSABLE: ReadonlySet<string> = new Set([
  "task_title",
  "error_message",
  "stream_count",
  "total_execution_ms",
  "llm_time_ms",
  "tool_time_ms",
  "avg_step_latency_ms",
  "tool_breakdown",
  "agent_breakdown",
]);

/** RowReading is a row's stream, or why it cannot be read. */
export type RowReading = { readonly stream: Stream } | { readonly unreadable: string };

/** readRow reads one row of whatever type came; it never throws, and reports what it does not know. */
export function readRow(raw: unknown, account: string, oddities: Oddities): RowReading {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    return { unreadable: `is ${kindOf(raw)}, no object` };
  }
  for (const name of Object.keys(raw)) if (!KNOWN_FIELDS.has(name)) oddities.field("row", name);
  const parsed = parse(raw, oddities);
  if ("unreadable" in parsed) return parsed;
  const { row } = parsed;
  if (!KNOWN_STATUSES.has(row.status)) oddities.value("status", row.status);
  try {
    return { stream: streamFromWire(row, account) };
  } catch (error) {
    if (error instanceof UnreadableRow || error instanceof AmountError) {
      return { unreadable: error.message };
    }
    throw error;
  }
}

function parse(
  raw: object,
  oddities: Oddities,
): { row: z.infer<typeof wireStream> } | { unreadable: string } {
  if (isPlainRow(raw)) return { row: raw };
  const first = wireStream.safeParse(raw);
  if (first.success) return { row: first.data };
  const needed = first.error.issues.filter((issue) => !DISPENSABLE.has(String(issue.path[0])));
  if (needed.length > 0) return { unreadable: needed.map(told).join("; ") };
  const kept: Record<string, unknown> = { ...raw };
  for (const issue of first.error.issues) {
    oddities.dropped(String(issue.path[0]), told(issue));
    kept[String(issue.path[0])] = null;
  }
  const second = wireStream.safeParse(kept);
  return second.success
    ? { row: second.data }
    : { unreadable: second.error.issues.map(told).join("; ") };
}

function told(issue: z.core.$ZodIssue): string {
  return `${issue.path.map(String).join(".").slice(0, 80)}: ${issue.message}`;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
