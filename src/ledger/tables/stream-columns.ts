import type { LedgerRow, Stream } from "../../core/stream.ts";
import { storable, storableValue } from "../storable.ts";

/** StreamField is a field of a stream that the API tells and that may change; its account and id never do. */
export type StreamField = Exclude<keyof Stream, "account" | "id">;

/** STREAM_COLUMNS are those fields, each with its column and the column's type. */
export const STREAM_COLUMNS: Readonly<
  Record<StreamField, readonly [column: string, type: string]>
> = {
  taskId: ["task_id", "text"],
  taskTitle: ["task_title", "text"],
  member: ["member", "text"],
  model: ["model", "text"],
  status: ["status", "text"],
  byok: ["byok", "boolean"],
  createdAt: ["created_at", "bigint"],
  executionMs: ["execution_ms", "double precision"],
  neoCredits: ["neo_credits", "bigint"],
  llmCost: ["llm_cost", "bigint"],
  neoCost: ["neo_cost", "bigint"],
  steps: ["steps", "bigint"],
  toolCalls: ["tool_calls", "bigint"],
  agentTriggers: ["agent_triggers", "bigint"],
  llmTimeMs: ["llm_time_ms", "double precision"],
  toolTimeMs: ["tool_time_ms", "double precision"],
  stepLatencyMs: ["step_latency_ms", "double precision"],
  errorMessage: ["error_message", "text"],
  tools: ["tools", "jsonb"],
  agents: ["agents", "jsonb"],
};

/** STREAM_FIELDS are the fields in the order of the columns. */
export const STREAM_FIELDS = Object.keys(STREAM_COLUMNS) as readonly StreamField[];

/** ALL_COLUMNS are the columns of a row. */
export const ALL_COLUMNS: readonly string[] = [
  "row_no",
  "account",
  "id",
  ...STREAM_FIELDS.map((field) => STREAM_COLUMNS[field][0]),
  "first_seen_at",
  "finished_at",
  "retracted_at",
];

/** SELECTED lists a row's columns, for a subquery that COLLECTED then takes its rows from. */
export const SELECTED = ALL_COLUMNS.map((column) => `s.${column}`).join(", ");

/**
 * COLLECTED gathers the rows of a subquery `s` into one JSON array a column, null where there are none. A batch
 * read like this takes a fifth of the time that it takes row by row, in which most goes into framing each value.
 */
export const COLLECTED = ALL_COLUMNS.map((column) => `json_agg(s.${column}) AS ${column}`).join(
  ", ",
);

/** CollectedRows is what COLLECTED selects. */
export interface CollectedRows {
  readonly row_no: readonly number[] | null;
  readonly account: readonly string[];
  readonly id: readonly string[];
  readonly task_id: readonly string[];
  readonly task_title: readonly (string | null)[];
  readonly member: readonly (string | null)[];
  readonly model: readonly string[];
  readonly status: readonly string[];
  readonly byok: readonly boolean[];
  readonly created_at: readonly number[];
  readonly execution_ms: readonly (number | null)[];
  readonly neo_credits: readonly number[];
  readonly llm_cost: readonly number[];
  readonly neo_cost: readonly number[];
  readonly steps: readonly number[];
  readonly tool_calls: readonly number[];
  readonly agent_triggers: readonly number[];
  readonly llm_time_ms: readonly (number | null)[];
  readonly tool_time_ms: readonly (number | null)[];
  readonly step_latency_ms: readonly (number | null)[];
  readonly error_message: readonly (string | null)[];
  readonly tools: readonly Stream["tools"][];
  readonly agents: readonly Stream["agents"][];
  readonly first_seen_at: readonly number[];
  readonly finished_at: readonly number[];
  readonly retracted_at: readonly (number | null)[];
}

const NONE = {};

/** rowsFromCollected makes rows of what COLLECTED selected. */
export function rowsFromCollected(c: CollectedRows): LedgerRow[] {
  return (c.row_no ?? []).map((rowNo, i) => ({
    rowNo,
    account: c.account[i] as string,
    id: c.id[i] as string,
    taskId: c.task_id[i] as string,
    taskTitle: c.task_title[i] ?? null,
    member: c.member[i] ?? null,
    model: c.model[i] as string,
    status: c.status[i] as string,
    byok: c.byok[i] as boolean,
    createdAt: c.created_at[i] as number,
    executionMs: c.execution_ms[i] ?? null,
    neoCredits: c.neo_credits[i] as number,
    llmCost: c.llm_cost[i] as number,
    neoCost: c.neo_cost[i] as number,
    steps: c.steps[i] ?? 0,
    toolCalls: c.tool_calls[i] ?? 0,
    agentTriggers: c.agent_triggers[i] ?? 0,
    llmTimeMs: c.llm_time_ms[i] ?? null,
    toolTimeMs: c.tool_time_ms[i] ?? null,
    stepLatencyMs: c.step_latency_ms[i] ?? null,
    errorMessage: c.error_message[i] ?? null,
    tools: c.tools[i] ?? NONE,
    agents: c.agents[i] ?? NONE,
    firstSeenAt: c.first_seen_at[i] as number,
    finishedAt: c.finished_at[i] as number,
    retracted: typeof c.retracted_at[i] === "number",
  }));
}

/** storableStream is the stream as the database can hold it, so that comparing it with a stored one is exact. */
export function storableStream(stream: Stream): Stream {
  return {
    ...stream,
    id: storable(stream.id),
    taskId: storable(stream.taskId),
    taskTitle: stream.taskTitle === null ? null : storable(stream.taskTitle),
    member: stream.member === null ? null : storable(stream.member),
    model: storable(stream.model),
    status: storable(stream.status),
    errorMessage: stream.errorMessage === null ? null : storable(stream.errorMessage),
    tools: storableValue(stream.tools),
    agents: storableValue(stream.agents),
  };
}
