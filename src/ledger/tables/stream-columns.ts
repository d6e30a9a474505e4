import { type RowColumns, rowsFrom } from "../../core/row-columns.ts";
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

/** RowField is a field of a row. */
export type RowField = keyof LedgerRow;

/** ROW_COLUMNS are the fields of a row, each with its column and the column's type; of `retracted` the column tells since when. */
export const ROW_COLUMNS: Readonly<Record<RowField, readonly [column: string, type: string]>> = {
  rowNo: ["row_no", "integer"],
  account: ["account", "text"],
  id: ["id", "text"],
  ...STREAM_COLUMNS,
  firstSeenAt: ["first_seen_at", "bigint"],
  finishedAt: ["finished_at", "double precision"],
  retracted: ["retracted_at", "bigint"],
};

/** ROW_FIELDS are the fields in the order of the columns. */
export const ROW_FIELDS = Object.keys(ROW_COLUMNS) as readonly RowField[];

/** SELECTED lists a row's columns, for a subquery that COLLECTED then takes its rows from. */
export const SELECTED = ROW_FIELDS.map((field) => `s.${ROW_COLUMNS[field][0]}`).join(", ");

/**
 * COLLECTED gathers the rows of a subquery `s` into one JSON array a field, null where there are none. A batch
 * read like this takes a fifth of the time that it takes row by row, in which most goes into framing each value.
 */
export const COLLECTED = ROW_FIELDS.map((field) => {
  const column = `s.${ROW_COLUMNS[field][0]}`;
  return `json_agg(${field === "retracted" ? `${column} IS NOT NULL` : column}) AS "${field}"`;
}).join(", ");

/** CollectedRows is what COLLECTED selects. */
export type CollectedRows = {
  readonly [Field in RowField]: readonly LedgerRow[Field][] | null;
};

/** columnsFromCollected makes columns of what COLLECTED selected. */
export function columnsFromCollected(collected: CollectedRows): RowColumns {
  const lists = ROW_FIELDS.map((field) => [field, collected[field] ?? []]);
  return { length: collected.rowNo?.length ?? 0, ...Object.fromEntries(lists) } as RowColumns;
}

/** rowsFromCollected makes rows of what COLLECTED selected. */
export function rowsFromCollected(collected: CollectedRows): LedgerRow[] {
  return rowsFrom(columnsFromCollected(collected));
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
