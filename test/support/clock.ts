import type { Clock } from "../../src/core/ports/index.ts";

/** ManualClock is a clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  set(now: number): void;
  advance(ms: number): void;
}

/** manualClock starts at a Monday noon in UTC unless told otherwise. */
export function manualClock(start = Date.UTC(2026, 2, 2, 12)): ManualClock {
  let now = start;
  return {
    now: () => now,
    set: (to) => {
      now = to;
    },
    advance: (ms) => {
      now += ms;
    },
  };
}
