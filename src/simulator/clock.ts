import type { Clock } from "../core/ports/index.ts";

/** SimulatedClock is a clock that tests can move ahead and hold. */
export interface SimulatedClock extends Clock {
  /** Moves the time ahead, ms. */
  advance(ms: number): void;
  /** Holds the time where it is. */
  hold(): void;
  /** Lets a held time run on from where it was held. */
  run(): void;
}

/** createSimulatedClock returns a clock that follows another until it is moved or held. */
export function createSimulatedClock(clock: Clock): SimulatedClock {
  let ahead = 0;
  let held: number | null = null;
  const now = () => held ?? clock.now() + ahead;
  return {
    now,
    advance(ms) {
      if (held === null) ahead += ms;
      else held += ms;
    },
    hold() {
      held = now();
    },
    run() {
      if (held === null) return;
      ahead = held - clock.now();
      held = null;
    },
  };
}
