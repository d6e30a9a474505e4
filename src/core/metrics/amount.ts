import { type Columns, OUTCOME } from "../engine/columns/columns.ts";

type Read = (columns: Columns, slot: number) => number;

/** BY_OUTCOME names the outcomes of which each of these quantities is the number. */
export const BY_OUTCOME = {
  completed: [OUTCOME.completed],
  errors: [OUTCOME.error],
  failed: [OUTCOME.failed],
  aborted: [OUTCOME.aborted],
  blocked: [OUTCOME.blocked],
  error_or_failed: [OUTCOME.error, OUTCOME.failed],
} as const satisfies Record<string, readonly number[]>;

const counted = (amount: keyof typeof BY_OUTCOME): Read => {
  const codes: readonly number[] = BY_OUTCOME[amount];
  return ({ outcome }, slot) => (codes.includes(outcome[slot] as number) ? 1 : 0);
};
const known =
  (column: "executionMs" | "llmTimeMs" | "toolTimeMs" | "stepLatencyMs"): Read =>
  (columns, slot) =>
    Number.isNaN(columns[column][slot] as number) ? 0 : 1;
const measured =
  (column: "executionMs" | "llmTimeMs" | "toolTimeMs" | "stepLatencyMs"): Read =>
  (columns, slot) =>
    columns[column][slot] as number;

/** AMOUNT reads from a row each quantity that a metric sums or ranks; NaN where the row has none. */
export const AMOUNT = {
  neo_credits: (columns, slot) => columns.neoCredits[slot] as number,
  llm_cost: (columns, slot) => columns.llmCost[slot] as number,
  neo_cost: (columns, slot) => columns.neoCost[slot] as number,
  byok_cost: (columns, slot) =>
    columns.byok[slot] === 1
      ? (columns.llmCost[slot] as number) + (columns.neoCost[slot] as number)
      : 0,
  spend: (columns, slot) => columns.spend(slot),
  wasted: (columns, slot) =>
    (columns.outcome[slot] as number) >= OUTCOME.error ? columns.spend(slot) : 0,
  completed: counted("completed"),
  errors: counted("errors"),
  failed: counted("failed"),
  aborted: counted("aborted"),
  blocked: counted("blocked"),
  error_or_failed: counted("error_or_failed"),
  byok: (columns, slot) => columns.byok[slot] as number,
  tool_calls: (columns, slot) => columns.toolCalls[slot] as number,
  steps: (columns, slot) => columns.steps[slot] as number,
  agent_triggers: (columns, slot) => columns.agentTriggers[slot] as number,
  execution_time: measured("executionMs"),
  execution_time_known: known("executionMs"),
  llm_time: measured("llmTimeMs"),
  llm_time_known: known("llmTimeMs"),
  tool_time: measured("toolTimeMs"),
  tool_time_known: known("toolTimeMs"),
  step_latency: measured("stepLatencyMs"),
  step_latency_known: known("stepLatencyMs"),
} as const satisfies Record<string, Read>;

/** Amount names a quantity of a row. */
export type Amount = keyof typeof AMOUNT;
