import type { LaneDue } from "../core/ports/index.ts";

/**
 * JobVerbs is what the jobs do; the composition root makes it from the flow. Every verb can be called twice, late
 * or not at all without harm: what is due is read from the database each time. A verb that takes a signal ends
 * soon after it is aborted, by throwing.
 */
export interface JobVerbs {
  /** Reads what is new in an account; `changed` says whether the ledger did, `more` that history is left to be read at once. */
  poll(
    account: string,
    signal: AbortSignal,
  ): Promise<{ readonly changed: boolean; readonly more?: boolean }>;
  /** Proves anew what may still have changed in an account, as far as that is due. */
  reconcile(account: string, signal: AbortSignal): Promise<{ readonly changed: boolean }>;
  /** Evaluates the rules; tells when it wants to be called again, and which lanes now have something to send. */
  evaluate(): Promise<{ readonly nextDueAt: number | null; readonly lanes: readonly LaneDue[] }>;
  /** Sends all that is due in a lane; `nextAt` is when the lane wants to be called again. */
  deliver(lane: string, signal: AbortSignal): Promise<{ readonly nextAt: number | null }>;
  /** Lanes that have unsent messages. */
  dueLanes(): Promise<readonly LaneDue[]>;
  /** States the days and months that are settled, then deletes what is older than the retention. */
  retain(): Promise<void>;
}
