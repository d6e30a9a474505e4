import type { LedgerRow, Stream, ToolUse } from "../../core/stream.ts";
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

/** ROW_COLUMNS selects a whole row in the order that rowFromColumns reads; tools and agents as their text. */
export const ROW_COLUMNS = [
  "s.row_no",
  "s.account",
  "s.id",
  ...STREAM_FIELDS.map((field) => {
    const [column, type] = STREAM_COLUMNS[field];
    return type === "jsonb" ? `s.${column}::text` : `s.${column}`;
  }),
  "s.first_seen_at",
  "s.finished_at",
  "s.retracted_at",
].join(", ");

type Columns = readonly [
  ...[rowNo: number, account: string, id: string, taskId: string, taskTitle: string | null],
  ...[member: string | null, model: string, status: string, byok: boolean, createdAt: number],
  ...[executionMs: number | null, neoCredits: number, llmCost: number, neoCost: number],
  ...[steps: number, toolCalls: number, agentTriggers: number, llmTimeMs: number | null],
  ...[toolTimeMs: number | null, stepLatencyMs: number | null, errorMessage: string | null],
  ...[tools: string, agents: string],
  ...[firstSeenAt: number, finishedAt: number, retractedAt: number | null],
];

const NOTHING = Object.freeze({});

/** rowFromColumns makes a row of what ROW_COLUMNS selected. */
export function rowFromColumns(columns: readonly unknown[]): LedgerRow {
  const c = columns as Columns;
  return {
    rowNo: c[0],
    account: c[1],
    id: c[2],
    taskId: c[3],
    taskTitle: c[4],
    member: c[5],
    model: c[6],
    status: c[7],
    byok: c[8],
    createdAt: c[9],
    executionMs: c[10],
    neoCredits: c[11],
    llmCost: c[12],
    neoCost: c[13],
    steps: c[14],
    toolCalls: c[15],
    agentTriggers: c[16],
    llmTimeMs: c[17],
    toolTimeMs: c[18],
    stepLatencyMs: c[19],
    errorMessage: c[20],
    tools: c[21] === "{}" ? NOTHING : (JSON.parse(c[21]) as Record<string, ToolUse>),
    agents: c[22] === "{}" ? NOTHING : (JSON.parse(c[22]) as Record<string, number>),
    firstSeenAt: c[23],
    finishedAt: c[24],
    retracted: c[25] !== null,
  };
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
