/** COLLECT_REASONS name how a poll or a reconcile ended. */
export const COLLECT_REASONS = [
  "complete", // everything that was asked for is proven complete
  "incomplete", // all was read, but a window could not be proven complete; its rows are stored
  "idle", // nothing was due; nothing was asked
  "paused", // the API refuses the account's key; nothing was asked
  "rate_limited", // the API asked to wait; nothing is asked before `retryAt`
  "failed", // the API could not be read; what came before is stored
] as const;
export type CollectReason = (typeof COLLECT_REASONS)[number];

/** CollectCounts is what a poll read, and what of it was new to the ledger. */
export interface CollectCounts {
  readonly pages: number;
  readonly rows: number;
  readonly unreadable: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly retracted: number;
}

/** CollectResult is how a poll or a reconcile ended, with what it did. */
export interface CollectResult extends CollectCounts {
  readonly reason: CollectReason;
  /** What was wrong, for the operator; null when complete. */
  readonly detail: string | null;
  /** The ledger changed, so that there is something to evaluate; also when the reason is not `complete`. */
  readonly changed: boolean;
  /** The first reading of the history ended with this poll. */
  readonly ready: boolean;
  /** Days of the history are left: the next poll may begin at once. */
  readonly more: boolean;
  /** Windows that no sweep could prove complete so far. */
  readonly gaps: number;
  /** When the API is asked again at the earliest; null when the next poll may ask. */
  readonly retryAt: number | null;
}

/** CollectProgress is how far a long reading has come; times in ms. */
export interface CollectProgress {
  readonly account: string;
  readonly rows: number;
  /** By the API's own count when the reading began; rows that arrive meanwhile come on top. */
  readonly expectedRows: number;
  readonly pages: number;
  readonly done: boolean;
  /** Null while it cannot be told. */
  readonly etaMs: number | null;
}
