import type { Nano } from "../money.ts";
import type { Edit } from "../ports/index.ts";
import type { MetricRef } from "../rules/spec.ts";
import type { Stream } from "../stream.ts";

/** EditSummary counts the edits of a window's rows and shows the one that moved most money. */
export interface EditSummary {
  readonly late: number;
  readonly changed: number;
  readonly retracted: number;
  readonly largest: LargestEdit | null;
}

/** LargestEdit is one edit with the row's cost as it was and as it became, nano-credits. */
export interface LargestEdit {
  readonly kind: Edit["kind"];
  readonly at: number;
  readonly stream: string;
  readonly task: string;
  readonly before: Nano;
  readonly after: Nano;
  /** Changed rows: the fields that differ. */
  readonly fields: readonly string[];
}

/** summarizeEdits sums up a window's edits; what a row cost is told as the rule's metric counts it: own-key cost or what Neo bills. */
export function summarizeEdits(edits: readonly Edit[], metric: MetricRef): EditSummary {
  const count = (kind: Edit["kind"]) => edits.filter((edit) => edit.kind === kind).length;
  const ownKey = metric.name === "byok_cost" || metric.name === "llm_cost";
  let largest: LargestEdit | null = null;
  for (const edit of edits) {
    const told = tell(edit, ownKey);
    if (largest === null || size(told) > size(largest)) largest = told;
  }
  return {
    late: count("late"),
    changed: count("changed"),
    retracted: count("retracted"),
    largest,
  };
}

function tell({ kind, at, row, before, after }: Edit, ownKey: boolean): LargestEdit {
  const became: Stream = { ...row, ...after };
  const was: Stream = { ...became, ...before };
  const returned = before?.["retracted"] === true;
  return {
    kind,
    at,
    stream: row.id,
    task: row.taskTitle ?? row.taskId,
    before: kind === "late" || returned ? 0 : costOf(was, ownKey),
    after: kind === "retracted" ? 0 : costOf(became, ownKey),
    fields: Object.keys(after ?? {}),
  };
}

function costOf({ neoCredits, llmCost, neoCost }: Stream, ownKey: boolean): Nano {
  return (ownKey ? llmCost : neoCredits) + neoCost;
}

function size({ before, after }: LargestEdit): number {
  return Math.abs(after - before);
}
