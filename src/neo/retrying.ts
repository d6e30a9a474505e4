import { setTimeout as sleep } from "node:timers/promises";
import pRetry from "p-retry";
import { NeoError, type NeoFailure } from "../core/errors.ts";

/** RetryPlan is how often and how patiently a call is tried; waits in ms. */
export interface RetryPlan {
  readonly tries: number;
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** A Retry-After up to this is waited out here; a longer one is the caller's to come back from. */
  readonly patienceMs: number;
}

/** RETRY_PLAN bridges a restart of the server, and is over before the next poll is much late. */
export const RETRY_PLAN: RetryPlan = {
  tries: 4,
  firstWaitMs: 500,
  longestWaitMs: 20_000,
  patienceMs: 60_000,
};

/** What may pass by itself. A refused key or request stays refused. */
const PASSING: ReadonlySet<NeoFailure> = new Set([
  "unavailable",
  "timeout",
  "malformed",
  "rate_limited",
]);

/** RetryContext is what retrying needs beside the plan. */
export interface RetryContext {
  readonly plan: RetryPlan;
  readonly random: () => number;
  readonly signal?: AbortSignal | undefined;
  readonly onRetry?: (error: NeoError, waitMs: number, attempt: number) => void;
}

/**
 * retrying calls until it succeeds, the plan is used up, or the failure is one that no repetition mends; it then
 * throws the last failure. An abort ends it at once with the signal's reason.
 */
export async function retrying<T>(call: () => Promise<T>, context: RetryContext): Promise<T> {
  const { plan, signal } = context;
  try {
    return await pRetry(call, {
      retries: plan.tries - 1,
      // The waits are taken in onFailedAttempt: p-retry's own cannot obey a Retry-After.
      minTimeout: 0,
      signal,
      shouldRetry: ({ error }) => waitBefore(1, error, context) !== null,
      onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
        const wait = waitBefore(attemptNumber, error, context);
        if (wait === null || retriesLeft === 0) return;
        context.onRetry?.(error as NeoError, wait, attemptNumber);
        await sleep(wait, undefined, { signal });
      },
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

/** waitBefore tells how long to wait before the next try, in ms; null where another try is of no use. */
export function waitBefore(
  attempt: number,
  error: unknown,
  { plan, random }: Pick<RetryContext, "plan" | "random">,
): number | null {
  if (!(error instanceof NeoError) || !PASSING.has(error.failure)) return null;
  const asked = error.retryAfterMs ?? 0;
  if (asked > plan.patienceMs) return null;
  const full = Math.min(plan.firstWaitMs * 2 ** (attempt - 1), plan.longestWaitMs);
  // Half fixed, half by chance: several daemons must not come back in step, nor at once.
  const jittered = Math.round(full / 2 + (full / 2) * random());
  return Math.max(asked, jittered);
}
