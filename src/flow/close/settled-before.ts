/**
 * settledBefore is the moment by which a period has to have ended for its numbers to stay: `settleMs` ago, and so long before
 * the account was last read. A daemon that was down states nothing that it has not looked at since.
 */
export function settledBefore(now: number, completeTo: number | null, settleMs: number): number {
  return Math.min(now, completeTo ?? 0) - settleMs;
}
