import type { LedgerRow } from "../stream.ts";

/** RowEdit is what a stretch of the journal did to one row that was no ordinary new one. */
export interface RowEdit {
  /** `late` where the row was added, long after its run had ended; `retracted` where a complete read no longer holds it. */
  readonly kind: "late" | "changed" | "retracted";
  /** As it counted before; null where it did not count: a late row, or one that comes back. */
  readonly was: LedgerRow | null;
  /** As it counted afterwards; null where it counts no more. */
  readonly now: LedgerRow | null;
}
