import type { Acts, Clock, Ledger, Log } from "../core/ports/index.ts";

/** RetainParts is what retain works with. */
export interface RetainParts {
  readonly ledger: Pick<Ledger, "retain">;
  readonly acts: Pick<Acts, "forget">;
  readonly clock: Clock;
  readonly log: Log;
  /** For how long raw rows are kept, in ms. */
  readonly retentionMs: number;
}

/** Alertmanager's own default: so long one can still see what was silenced, and silence it again. */
const SILENCES_KEPT_MS = 5 * 86_400_000;

/** retain deletes raw rows and what else is older than the retention, and silences that ended five days ago; returns how many rows. */
export async function retain(parts: RetainParts): Promise<{ readonly deleted: number }> {
  const now = parts.clock.now();
  const before = now - parts.retentionMs;
  await parts.acts.forget(now - SILENCES_KEPT_MS);
  const deleted = await parts.ledger.retain(before);
  if (deleted > 0) {
    parts.log.info("rows past their retention were deleted", {
      deleted,
      before: new Date(before).toISOString(),
    });
  }
  return { deleted };
}
