import type { Clock, UsageApi } from "../../core/ports/index.ts";

const MINUTE_MS = 60_000;
const MINUTES = 60;

/** Pace is how many requests may still be made, at a moment, ms since the epoch; below zero after a reading that could not wait. */
export interface Pace {
  readonly left: number;
  readonly at: number;
}

/** refilled lets what was spent come back evenly, up to a minute's worth. */
export function refilled(pace: Pace, perMinute: number, now: number): Pace {
  // A clock that was set back refills nothing, and counts on from there.
  const gained = (Math.max(0, now - pace.at) / MINUTE_MS) * perMinute;
  return { left: Math.min(perMinute, pace.left + gained), at: now };
}

/** spent takes one request; a debt never exceeds a minute's worth, so that a long history does not hold up proofs for hours. */
export function spent(pace: Pace, perMinute: number): Pace {
  return { ...pace, left: Math.max(-perMinute, pace.left - 1) };
}

/** RequestPace counts an account's requests and says whether proofs may make another. */
export class RequestPace {
  readonly #perMinute: number;
  readonly #clock: Clock;
  #pace: Pace;
  /** Requests by minute since the epoch, for the last hour. */
  readonly #minutes = new Map<number, number>();

  constructor(perMinute: number, clock: Clock) {
    this.#perMinute = perMinute;
    this.#clock = clock;
    this.#pace = { left: perMinute, at: clock.now() };
  }

  /** Whether a request may be made that can wait. */
  get open(): boolean {
    this.#pace = refilled(this.#pace, this.#perMinute, this.#clock.now());
    return this.#pace.left >= 1;
  }

  /** Requests of the last hour, to the minute. */
  get lastHour(): number {
    this.#forget();
    return [...this.#minutes.values()].reduce((sum, count) => sum + count, 0);
  }

  /** request counts one that is made now, whether it had to wait or not. */
  request(): void {
    const now = this.#clock.now();
    this.#pace = spent(refilled(this.#pace, this.#perMinute, now), this.#perMinute);
    const minute = Math.floor(now / MINUTE_MS);
    this.#minutes.set(minute, (this.#minutes.get(minute) ?? 0) + 1);
    this.#forget();
  }

  #forget(): void {
    const first = Math.floor(this.#clock.now() / MINUTE_MS) - MINUTES;
    for (const minute of this.#minutes.keys()) if (minute <= first) this.#minutes.delete(minute);
  }
}

/** counted is an API whose calls are counted by a pace; its client's own repetitions of a failed call are not. */
export function counted(api: UsageApi, pace: RequestPace): UsageApi {
  return {
    page: (query, signal) => {
      pace.request();
      return api.page(query, signal);
    },
    summary: (query, signal) => {
      pace.request();
      return api.summary(query, signal);
    },
  };
}
