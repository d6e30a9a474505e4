import { createHash } from "node:crypto";
import { cleanText } from "./clean-text.ts";
import type { WireStream } from "./wire.ts";

/** LONGEST_ID is the longest stream_id that is taken as it is; the API's are UUIDs of 36 characters. */
export const LONGEST_ID = 200;

/**
 * rowId names a row for ever: its stream_id, or `hash:` and a hash of what identifies it. Amounts, status and
 * texts are left out of the hash, so that a row that is re-costed stays the same row; `email` is left out since
 * it comes and goes with the key's role. Where one of the hashed fields changes, a complete sweep retracts the
 * old row and adds the new one, and the sums stay right.
 */
export function rowId(row: WireStream): string {
  const id = row.stream_id?.trim();
  if (id && id.length <= LONGEST_ID) return cleanText(id, LONGEST_ID);
  if (id) return hashed([id]);
  return hashed([
    row.task_id,
    row.created_at,
    row.model,
    row.step_count,
    row.tool_calls,
    row.agent_triggers,
    row.total_execution_ms ?? null,
    row.llm_time_ms ?? null,
    row.tool_time_ms ?? null,
  ]);
}

function hashed(parts: readonly (string | number | null)[]): string {
  return `hash:${createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32)}`;
}
