import type { Clock } from "../../core/ports/index.ts";
import { blockOf } from "./networks.ts";

/** Attempts slows those who guess at tokens. Only new wrong tokens count: a client with an old one only repeats itself. */
export interface Attempts {
  /** How long an address has to wait before it may try a token, ms; 0 where it need not. */
  waitFor(address: string): number;
  /** How long everybody has to wait before a token may be typed in, ms: many addresses may guess together. */
  waitForAll(): number;
  /** Counts a wrong token, told by its hash. */
  failed(address: string, hash: string): void;
}

/** Pace is how many may be tried at once, and how long one more takes to come back, ms. */
export interface Pace {
  readonly size: number;
  readonly everyMs: number;
}

/** Bucket is how many were left at a moment, ms since the epoch. */
export interface Bucket {
  readonly left: number;
  readonly at: number;
}

export const EACH: Pace = { size: 5, everyMs: 10_000 };
export const ALL: Pace = { size: 100, everyMs: 1_000 };

/** So many addresses are remembered, the latest; each keeps the hashes of its last few wrong tokens. */
const MOST_ADDRESSES = 10_000;
const MOST_WRONG = 5;

interface Guesser {
  readonly bucket: Bucket;
  readonly wrong: readonly string[];
}

/** createAttempts keeps who guessed, in memory: a restart forgets it. */
export function createAttempts(clock: Clock): Attempts {
  const guessers = new Map<string, Guesser>();
  let all: Bucket = { left: ALL.size, at: clock.now() };
  return {
    waitFor: (address) => {
      const guesser = guessers.get(blockOf(address));
      return guesser ? waitOf(guesser.bucket, EACH, clock.now()) : 0;
    },
    waitForAll: () => waitOf(all, ALL, clock.now()),
    failed: (address, hash) => {
      const now = clock.now();
      const key = blockOf(address);
      const before = guessers.get(key) ?? { bucket: { left: EACH.size, at: now }, wrong: [] };
      if (before.wrong.includes(hash)) return;
      guessers.delete(key);
      guessers.set(key, {
        bucket: taken(before.bucket, EACH, now),
        wrong: [hash, ...before.wrong].slice(0, MOST_WRONG),
      });
      all = taken(all, ALL, now);
      const [oldest] = guessers.keys();
      if (guessers.size > MOST_ADDRESSES && oldest !== undefined) guessers.delete(oldest);
    },
  };
}

/** taken takes one out of a bucket, down to none. */
export function taken(bucket: Bucket, pace: Pace, now: number): Bucket {
  return { left: Math.max(0, filled(bucket, pace, now) - 1), at: now };
}

/** waitOf is how long it takes until one can be taken out of a bucket, ms. */
export function waitOf(bucket: Bucket, pace: Pace, now: number): number {
  return Math.max(0, Math.ceil((1 - filled(bucket, pace, now)) * pace.everyMs));
}

function filled({ left, at }: Bucket, { size, everyMs }: Pace, now: number): number {
  return Math.min(size, left + Math.max(0, now - at) / everyMs);
}
