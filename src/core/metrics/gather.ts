import { type Columns, OUTCOME } from "../engine/columns/columns.ts";
import type { Batch } from "../windows/batch.ts";
import { AMOUNT, type Amount, BY_OUTCOME } from "./amount.ts";

/** Gather reads one quantity of each row of a batch into its values; NaN where a row has none. */
export type Gather = (columns: Columns, batch: Batch) => void;

/** Quantities that are a column as it stands. */
const PLAIN = {
  neo_credits: "neoCredits",
  llm_cost: "llmCost",
  neo_cost: "neoCost",
  byok: "byok",
  tool_calls: "toolCalls",
  steps: "steps",
  agent_triggers: "agentTriggers",
  execution_time: "executionMs",
  llm_time: "llmTimeMs",
  tool_time: "toolTimeMs",
  step_latency: "stepLatencyMs",
} as const satisfies Partial<Record<Amount, keyof Columns>>;

/** gatherOf returns the quickest loop for a quantity: it says what AMOUNT says of each row. */
export function gatherOf(amount: Amount): Gather {
  if (amount === "spend") return gatherSpend;
  if (amount === "wasted") return gatherWasted;
  if (isOf(BY_OUTCOME, amount)) return outcomeGather(BY_OUTCOME[amount]);
  if (!isOf(PLAIN, amount)) return (columns, batch) => gatherEach(AMOUNT[amount], columns, batch);
  const column = PLAIN[amount];
  return (columns, batch) => copyFrom(columns[column], batch);
}

function isOf<Some extends object>(some: Some, amount: Amount): amount is Amount & keyof Some {
  return amount in some;
}

function copyFrom(column: Float64Array | Uint8Array, { slots, values, length }: Batch): void {
  for (let each = 0; each < length; each++) {
    values[each] = column[slots[each] as number] as number;
  }
}

function gatherSpend({ neoCredits, neoCost }: Columns, { slots, values, length }: Batch): void {
  for (let each = 0; each < length; each++) {
    const slot = slots[each] as number;
    values[each] = (neoCredits[slot] as number) + (neoCost[slot] as number);
  }
}

function gatherWasted(
  { neoCredits, neoCost, outcome }: Columns,
  { slots, values, length }: Batch,
): void {
  for (let each = 0; each < length; each++) {
    const slot = slots[each] as number;
    const wasted = (outcome[slot] as number) >= OUTCOME.error;
    values[each] = wasted ? (neoCredits[slot] as number) + (neoCost[slot] as number) : 0;
  }
}

function outcomeGather(outcomes: readonly number[]): Gather {
  const counts = new Uint8Array(Math.max(...Object.values(OUTCOME)) + 1);
  for (const code of outcomes) counts[code] = 1;
  return ({ outcome }, { slots, values, length }) => {
    for (let each = 0; each < length; each++) {
      values[each] = counts[outcome[slots[each] as number] as number] as number;
    }
  };
}

function gatherEach(
  read: (columns: Columns, slot: number) => number,
  columns: Columns,
  { slots, values, length }: Batch,
): void {
  for (let each = 0; each < length; each++) values[each] = read(columns, slots[each] as number);
}
