import { z } from "zod";

/** A count that fits the ledger's columns; anything else is no count. */
const count = z.number().int().min(0).max(2_147_483_647);
/** A duration in ms; the API documents integers, but a fraction is no reason to lose a row. */
const durationMs = z.number().min(0).max(Number.MAX_SAFE_INTEGER);
const amount = z.number();

/** wireToolUse is an entry of `tool_breakdown`. */
const wireToolUse = z.object({
  calls: count.optional(),
  total_duration_ms: durationMs.optional(),
});

/** WireToolCall is an entry of `tool_call_history`, which the daemon never keeps. */
export interface WireToolCall {
  readonly index?: number;
  readonly timestamp?: number;
  readonly tool_name?: string;
  readonly duration_ms?: number;
}

/**
 * wireStream is a row of `GET /api/v1/usage/streams` as the vendor documents it, with two liberties taken in
 * favour of keeping rows: `status` may be any text, and whatever may be absent may be null too.
 */
export const wireStream = z.object({
  stream_id: z.string().nullish(),
  task_id: z.string(),
  task_title: z.string().nullish(),
  email: z.string().nullish(),
  model: z.string(),
  status: z.string(),
  is_byok: z.boolean().nullish(),
  created_at: z.string(),
  neo_credits: amount.nullish(),
  llm_cost: amount.nullish(),
  neo_cost: amount.nullish(),
  step_count: count,
  tool_calls: count,
  agent_triggers: count,
  stream_count: count.nullish(),
  total_execution_ms: durationMs.nullish(),
  llm_time_ms: durationMs.nullish(),
  tool_time_ms: durationMs.nullish(),
  avg_step_latency_ms: durationMs.nullish(),
  error_message: z.string().nullish(),
  tool_breakdown: z.record(z.string(), wireToolUse).nullish(),
  agent_breakdown: z.record(z.string(), count).nullish(),
  tool_call_history: z.custom<readonly WireToolCall[] | null>().optional(),
});

/** WireStream is a row of `GET /api/v1/usage/streams`: one execution, amounts in credits, `created_at` ISO 8601. */
export type WireStream = z.infer<typeof wireStream>;

/** WireStreamPage is the body of `GET /api/v1/usage/streams`. */
export interface WireStreamPage {
  readonly data: readonly WireStream[];
  /** Rows in the whole window. */
  readonly total: number;
  readonly has_more: boolean;
}

/** WireError is the body of every answer that is no success. */
export interface WireError {
  readonly error: string;
  readonly code?: string;
  readonly kind?: string;
  readonly message?: string;
  readonly error_id?: string;
}
