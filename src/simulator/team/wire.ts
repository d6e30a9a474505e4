import { type Random, randomOf } from "../random.ts";
import { agentsOf, errorOf, type ToolEntry, toolsOf } from "./detail.ts";
import { costAt, credits, type Status, type TeamRow } from "./row.ts";
import { craftOf, titleOf } from "./task-title.ts";

/** WireRow is a stream as the vendor's page defines it, written by us and not read from the client's schema. */
export interface WireRow {
  readonly stream_id: string;
  readonly task_id: string;
  readonly task_title: string | null;
  readonly email?: string;
  readonly model: string;
  readonly status: Status;
  readonly error_message: string | null;
  readonly is_byok: boolean;
  readonly neo_credits: number | null;
  readonly llm_cost: number | null;
  readonly neo_cost: number | null;
  readonly step_count: number;
  readonly stream_count: number;
  readonly tool_calls: number;
  readonly agent_triggers: number;
  readonly agent_breakdown: Readonly<Record<string, number>> | null;
  readonly tool_breakdown: Readonly<Record<string, ToolEntry>> | null;
  readonly tool_call_history?: readonly HistoryEntry[] | null;
  readonly llm_time_ms: number | null;
  readonly tool_time_ms: number | null;
  readonly avg_step_latency_ms: number | null;
  readonly total_execution_ms: number | null;
  readonly created_at: string;
}

/** HistoryEntry is one call in a stream's tool_call_history. */
interface HistoryEntry {
  readonly index: number;
  readonly tool_name: string;
  readonly timestamp: number;
  readonly duration_ms: number;
}

/** WireOptions say how the API tells a row. */
export interface WireOptions {
  /** Team admins see whose row it is; solo users do not. */
  readonly email: boolean;
  /** `some` rows carry their tool_call_history (one in eight), or `none`, or `all`. */
  readonly history: "some" | "none" | "all";
  /** Whether created_at has milliseconds. */
  readonly precision: "ms" | "s";
}

/** What Neo charges a BYOK row on top, as a share of its base amount. */
const NEO_COST_RATE = 0.2;
const HISTORY_LIMIT = 60;

/** wireRow returns the row as the API tells it at a moment, ms since the epoch. */
export function wireRow(row: TeamRow, at: number, options: WireOptions): WireRow {
  const random = randomOf(row.id);
  const craft = craftOf(row.taskId);
  const llmShare = random.between(0.45, 0.8);
  const toolTime = row.toolCalls === 0 ? null : Math.floor(row.executionMs * (0.97 - llmShare));
  const tools = toolsOf(random, craft, row.toolCalls, toolTime ?? 0);
  const agents = agentsOf(random, craft, row.steps);
  const llmTime = row.steps === 0 ? null : Math.floor(row.executionMs * llmShare);
  const history = historyOf(random, row, tools, options);
  return {
    stream_id: row.id,
    task_id: row.taskId,
    task_title: row.title ?? titleOf(row.taskId),
    ...(options.email ? { email: row.member.email } : {}),
    model: row.model,
    status: row.status,
    error_message: row.error ?? errorOf(random, row.status),
    is_byok: row.byok,
    ...amountsAt(row, at),
    step_count: row.steps,
    stream_count: 1,
    tool_calls: row.toolCalls,
    agent_triggers: Object.values(agents).reduce((sum, count) => sum + count, 0),
    agent_breakdown: row.steps === 0 ? null : agents,
    tool_breakdown: row.toolCalls === 0 ? null : tools,
    ...(history === undefined ? {} : { tool_call_history: history }),
    llm_time_ms: llmTime,
    tool_time_ms: toolTime,
    avg_step_latency_ms: llmTime === null ? null : Math.round(llmTime / row.steps),
    total_execution_ms: row.status === "blocked" ? null : row.executionMs,
    created_at: timeText(row.createdAt, options.precision),
  };
}

/** Amounts are a row's three amounts in credits as the API tells them. */
export type Amounts = Pick<WireRow, "neo_credits" | "llm_cost" | "neo_cost">;

/** amountsAt returns what the row costs as the API tells it at a moment. */
export function amountsAt(row: TeamRow, at: number): Amounts {
  const cost = costAt(row, at);
  if (!row.byok) return { neo_credits: cost, llm_cost: null, neo_cost: null };
  const charge = cost === null ? null : credits(cost * NEO_COST_RATE, 9);
  return { neo_credits: null, llm_cost: cost, neo_cost: charge };
}

function historyOf(
  random: Random,
  row: TeamRow,
  tools: Readonly<Record<string, ToolEntry>>,
  options: WireOptions,
): HistoryEntry[] | null | undefined {
  if (options.history === "none") return undefined;
  if (options.history === "some" && !random.chance(1 / 8)) return null;
  const names = Object.keys(tools);
  const count = Math.min(row.toolCalls, HISTORY_LIMIT);
  const gap = row.executionMs / (count + 1);
  return Array.from({ length: count }, (_, index) => ({
    index,
    tool_name: names[index % names.length] ?? "shell",
    timestamp: Math.floor(row.createdAt + gap * (index + random.next())),
    duration_ms: Math.floor(random.logNormal(900, 1)),
  }));
}

function timeText(at: number, precision: WireOptions["precision"]): string {
  const text = new Date(at).toISOString();
  return precision === "ms" ? text : `${text.slice(0, 19)}Z`;
}
