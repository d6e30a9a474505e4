import type { Clock, Ledger, Log } from "../core/ports/index.ts";

/** RetainParts is what retain works with. */
export interface RetainParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  /** For how long raw rows are kept, in ms. */
  readonly retentionMs: number;
}

/** retain deletes raw rows and journal entries that are older than the retention; returns how many rows. */
export async function retain(parts: RetainParts): Promise<{ readonly deleted: number }> {
  const before = parts.clock.now() - parts.retentionMs;
  const deleted = await parts.ledger.retain(before);
  if (deleted > 0) {
    parts.log.info("rows past their retention were deleted", {
      deleted,
      before: new Date(before).toISOString(),
    });
  }
  return { deleted };
}
