import type { LedgerRow } from "../stream.ts";

/** RowChange is what a stretch of the journal did to one row. */
export interface RowChange {
  /** As it counted before; null where it did not. */
  readonly was: LedgerRow | null;
  /** As it counts now; null where it does not. */
  readonly now: LedgerRow | null;
}
