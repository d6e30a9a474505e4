import type { Nano } from "./money.ts";

/** END_STATUSES are the statuses that the vendor documents; the API may send others, which are kept as they are. */
export const END_STATUSES = ["completed", "error", "failed", "aborted", "blocked"] as const;

/** Stream is one execution of an agent as the usage API tells it: amounts in nano-credits, times in ms since the epoch. */
export interface Stream {
  /** The API's stream_id; where a row has none, `hash:` and a hash of the row's identity. */
  readonly id: string;
  readonly account: string;
  readonly taskId: string;
  readonly taskTitle: string | null;
  /** The member's e-mail address; null where the API does not tell it. */
  readonly member: string | null;
  readonly model: string;
  readonly status: string;
  readonly byok: boolean;
  readonly createdAt: number;
  readonly executionMs: number | null;
  readonly neoCredits: Nano;
  readonly llmCost: Nano;
  readonly neoCost: Nano;
  readonly steps: number;
  readonly toolCalls: number;
  readonly agentTriggers: number;
  readonly llmTimeMs: number | null;
  readonly toolTimeMs: number | null;
  readonly stepLatencyMs: number | null;
  readonly errorMessage: string | null;
  readonly tools: Readonly<Record<string, ToolUse>>;
  /** Agent triggers by agent name. */
  readonly agents: Readonly<Record<string, number>>;
}

/** ToolUse is how often one tool was called within a stream, and for how long in ms. */
export interface ToolUse {
  readonly calls: number;
  readonly durationMs: number;
}

/** LedgerRow is a stream as the ledger holds it. */
export interface LedgerRow extends Stream {
  /** The ledger's own small integer for the row; it never changes and is never reused. */
  readonly rowNo: number;
  /** When the daemon first saw the row, ms since the epoch: the row counts from then on. */
  readonly firstSeenAt: number;
  /** createdAt + executionMs, at most firstSeenAt: when the run ended. */
  readonly finishedAt: number;
  /** True once a complete read no longer held the row: its amounts are taken back. */
  readonly retracted: boolean;
}

/** finishedAt returns when a stream ended, ms since the epoch: created plus execution, at most when first seen. */
export function finishedAt(
  stream: Pick<Stream, "createdAt" | "executionMs">,
  firstSeenAt: number,
): number {
  return Math.min(stream.createdAt + (stream.executionMs ?? 0), firstSeenAt);
}

/** LATE_MS is how long after its run's end a row may come and not be late: polls and the API's own delay take as long. */
export const LATE_MS = 600_000;

/** isLate tells whether a row came long after its run had ended. */
export function isLate(row: Pick<LedgerRow, "firstSeenAt" | "finishedAt">): boolean {
  return row.firstSeenAt - row.finishedAt > LATE_MS;
}

/** DETAIL_FIELDS are the fields of a row that only some rules, or none, look at. */
export const DETAIL_FIELDS = [
  "executionMs",
  "steps",
  "toolCalls",
  "agentTriggers",
  "llmTimeMs",
  "toolTimeMs",
  "stepLatencyMs",
  "errorMessage",
  "tools",
  "agents",
  "firstSeenAt",
] as const satisfies readonly (keyof LedgerRow)[];
/** DetailField names one of them. */
export type DetailField = (typeof DETAIL_FIELDS)[number];
