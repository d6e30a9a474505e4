/** Pace is how fast a service takes messages: one each `everyMs`, `burst` of them at once. */
export interface Pace {
  readonly everyMs: number;
  readonly burst: number;
}

/**
 * A token bucket kept as one number, the moment at which the bucket is full again (0 for a full one): the virtual
 * scheduling form of the generic cell rate algorithm. It needs no timer and cannot drift.
 */
export type FullAt = number;

/** paceReadyAt tells from when the next message may go out, ms since the epoch; in the past when it may now. */
export function paceReadyAt(fullAt: FullAt, pace: Pace): number {
  return fullAt - (Math.max(pace.burst, 1) - 1) * pace.everyMs;
}

/** afterSending takes one token at `now`. */
export function afterSending(fullAt: FullAt, pace: Pace, now: number): FullAt {
  return Math.max(fullAt, now) + pace.everyMs;
}
