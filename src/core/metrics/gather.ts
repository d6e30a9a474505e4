import type { Columns } from "../engine/columns/columns.ts";
import type { Batch } from "../windows/batch.ts";
import { AMOUNT, type Amount } from "./amount.ts";

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
} as const satisfies Partial<Record<Amount, keyof Columns>>;

/** gatherOf returns the quickest loop for a quantity: it says what AMOUNT says of each row. */
export function gatherOf(amount: Amount): Gather {
  if (amount === "spend") return gatherSpend;
  if (!isPlain(amount)) return (columns, batch) => gatherEach(AMOUNT[amount], columns, batch);
  const column = PLAIN[amount];
  return (columns, batch) => copyFrom(columns[column], batch);
}

function isPlain(amount: Amount): amount is keyof typeof PLAIN {
  return amount in PLAIN;
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

function gatherEach(
  read: (columns: Columns, slot: number) => number,
  columns: Columns,
  { slots, values, length }: Batch,
): void {
  for (let each = 0; each < length; each++) values[each] = read(columns, slots[each] as number);
}
