import type { RowEdit } from "../ports/row-edit.ts";
import type { LedgerRow } from "../stream.ts";

/** EditCounts says how many rows were edited, by what happened to them. */
export interface EditCounts {
  /** Another cost. */
  readonly recosted: number;
  /** The same cost, and something else differs that may count. */
  readonly changed: number;
  /** No longer told by the API. */
  readonly withdrawn: number;
  /** Withdrawn before, and told again. */
  readonly returned: number;
  /** Added long after their runs had ended. */
  readonly late: number;
}

/** EditName is a way in which a row may be edited. */
export type EditName = keyof EditCounts;

const NONE: EditCounts = { recosted: 0, changed: 0, withdrawn: 0, returned: 0, late: 0 };
const COSTS = ["neoCredits", "llmCost", "neoCost"] as const satisfies readonly (keyof LedgerRow)[];

/** countEdits adds edits to what was counted before. */
export function countEdits(before: EditCounts | null, edits: readonly RowEdit[]): EditCounts {
  const counts = { ...(before ?? NONE) };
  for (const edit of edits) counts[editName(edit)] += 1;
  return counts;
}

function editName({ kind, was, now }: RowEdit): EditName {
  if (kind === "late") return "late";
  if (was === null) return "returned";
  if (now === null) return "withdrawn";
  return COSTS.some((field) => was[field] !== now[field]) ? "recosted" : "changed";
}
