import { type Nano, nanoFromNumber } from "../../core/money.ts";
import type { Stream } from "../../core/stream.ts";
import { readAmount } from "../values/quantity.ts";
import type { AmountText, FieldsInput, Uses } from "./row-schema.ts";

/** Making is what a row's values are read with. */
export interface Making {
  readonly usdPerCredit: number;
  /** The accounts there are; rows that name none are of the first. */
  readonly accounts: readonly string[];
}

/** newStream makes the stream of a row; `turn` is its place in a series, whose lists of values are taken in turn. */
export function newStream(
  id: string,
  createdAt: number,
  fields: FieldsInput,
  turn: number,
  making: Making,
): Stream {
  const blank: Stream = {
    id,
    account: making.accounts[0] ?? "",
    taskId: id,
    taskTitle: null,
    member: null,
    model: "opus",
    status: "completed",
    byok: false,
    createdAt,
    executionMs: 0,
    neoCredits: 0,
    llmCost: 0,
    neoCost: 0,
    steps: 0,
    toolCalls: 0,
    agentTriggers: 0,
    llmTimeMs: null,
    toolTimeMs: null,
    stepLatencyMs: null,
    errorMessage: null,
    tools: {},
    agents: {},
  };
  return { ...blank, ...written(fields, turn, making) };
}

/** changedStream is a stream told anew with other values. */
export function changedStream(old: Stream, fields: FieldsInput, making: Making): Stream {
  return { ...old, ...written(fields, 0, making) };
}

type Values = { -readonly [Key in keyof Stream]?: Stream[Key] | undefined };

/** written gives the values that are written, and only those. */
function written(fields: FieldsInput, turn: number, { usdPerCredit }: Making): Partial<Stream> {
  const take = <T>(list: readonly T[] | undefined): T | undefined => list?.[turn % list.length];
  const nano = (list: readonly AmountText[] | undefined) => amount(take(list), usdPerCredit);
  const member = take(fields.member);
  const values: Values = {
    account: take(fields.account),
    taskId: take(fields.task),
    taskTitle: take(fields.title),
    member: member === "(unknown)" ? null : member,
    model: take(fields.model),
    status: take(fields.status),
    byok: take(fields.byok),
    executionMs: take(fields.ran),
    neoCredits: nano(fields.neo_credits),
    llmCost: nano(fields.llm_cost),
    neoCost: nano(fields.neo_cost),
    steps: take(fields.steps),
    toolCalls: take(fields.tool_calls) ?? sum(fields.tools),
    agentTriggers: take(fields.agent_triggers) ?? sum(fields.agents),
    llmTimeMs: take(fields.llm_time),
    toolTimeMs: take(fields.tool_time),
    stepLatencyMs: take(fields.step_latency),
    errorMessage: take(fields.error),
    tools: toolUses(fields.tools),
    agents: fields.agents,
  };
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Partial<Stream>;
}

function amount(written: AmountText | undefined, usdPerCredit: number): Nano | undefined {
  if (written === undefined) return undefined;
  if (typeof written === "number") return nanoFromNumber(written);
  return readAmount(written, usdPerCredit) ?? undefined;
}

function sum(uses: Uses | undefined): number | undefined {
  return uses && Object.values(uses).reduce((total, count) => total + count, 0);
}

function toolUses(uses: Uses | undefined): Stream["tools"] | undefined {
  const entries = uses && Object.entries(uses);
  return (
    entries && Object.fromEntries(entries.map(([name, calls]) => [name, { calls, durationMs: 0 }]))
  );
}
