import type { EditCounts } from "./edit-counts.ts";

/** Correction is what a message says of a value that was told before and that edits of rows have changed. */
export interface Correction {
  /** What was told, in the metric's unit. */
  readonly was: number;
  /** What it comes to with the edits, over the same window. */
  readonly now: number;
  readonly toldAt: number;
  /** When the first of the edits was noticed. */
  readonly noticedAt: number;
  readonly edits: EditCounts;
}
