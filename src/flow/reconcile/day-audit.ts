import type { DayProof } from "../../core/ports/index.ts";

/** A difference counts as drift once it has stayed for so long, ms, a whole reading in between: a summary may lag behind. */
const CONFIRM_AFTER_MS = 10 * 60_000;

/** DayAudit is a day's last comparison with the API's summary. */
export type DayAudit = NonNullable<DayProof["audit"]>;

/**
 * afterAudit is what a comparison makes of a day; `difference` is null where all sums are the same, `readAt` when the day
 * was last read whole.
 *
 * | before | sums | next |
 * |---|---|---|
 * | any | the same | agrees |
 * | agrees, or never audited | not the same | differs: the day is to be read whole |
 * | differs | not the same, read whole since, ten minutes on | drift |
 * | differs | not the same otherwise | differs |
 * | drift | not the same | drift |
 */
export function afterAudit(
  before: DayAudit | null,
  difference: string | null,
  readAt: number | null,
  now: number,
): DayAudit {
  if (difference === null) return { at: now, outcome: "agrees", since: null, difference: null };
  const since = before?.since ?? now;
  const stays = isReadSince(since, readAt) && now - since >= CONFIRM_AFTER_MS;
  const outcome = before?.outcome === "drift" || stays ? "drift" : "differs";
  return { at: now, outcome, since, difference };
}

/**
 * recheckAt is when a day is to be asked for on its own; null where the next regular audit is soon enough. Most differences
 * are mended by reading the day again, so that it is asked at once after that; what stays is to be confirmed.
 */
export function recheckAt(
  { outcome, since }: DayAudit,
  readAt: number | null,
  rechecked: boolean,
): number | null {
  if (outcome !== "differs" || since === null || !isReadSince(since, readAt)) return null;
  return rechecked ? since + CONFIRM_AFTER_MS : since;
}

/** isReadSince tells whether a day was read whole since something was found. */
export function isReadSince(since: number | null, readAt: number | null): boolean {
  return since !== null && readAt !== null && readAt >= since;
}
