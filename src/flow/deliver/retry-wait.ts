const FIRST_MS = 5_000;
const FACTOR = 3;
const LONGEST_MS = 30 * 60_000;

/** Failed is a failed try, as far as the time of the next one depends on it; times in ms. */
export interface Failed {
  readonly now: number;
  /** Tries before this one. */
  readonly attempts: number;
  readonly retryAfterMs: number | undefined;
  /** When the message is given up. */
  readonly deadline: number;
  /** From 0 to below 1. */
  readonly random: number;
}

/**
 * nextTryAt tells when a message is tried again: after 5 s, 15 s, 45 s … up to 30 min, each a quarter shorter or longer by chance;
 * never before the service's Retry-After. Where the wait would pass the deadline, the last try is made at it.
 */
export function nextTryAt({ now, attempts, retryAfterMs, deadline, random }: Failed): number {
  const wait = Math.min(FIRST_MS * FACTOR ** Math.min(attempts, 20), LONGEST_MS);
  const jittered = Math.round(wait * (0.75 + random / 2));
  return Math.max(now + (retryAfterMs ?? 0), Math.min(now + jittered, Math.max(deadline, now)));
}
