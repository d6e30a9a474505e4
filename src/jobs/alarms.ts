import type { Clock } from "../core/ports/index.ts";

/** Alarms wake work at its moment, to the millisecond; a queue's own delayed jobs came 30 ms late on Redis. */
export interface Alarms {
  /** Rings once at a moment; the same id and moment is set only once. */
  set(id: string, at: number, ring: () => void): void;
  /** Forgets all that have not rung. */
  clear(): void;
}

/** createAlarms makes alarms. They end with the process: the schedule and the sweep find what they were for. */
export function createAlarms(clock: Clock): Alarms {
  const timers = new Map<string, NodeJS.Timeout>();

  function set(id: string, at: number, ring: () => void): void {
    const key = `${id} ${at}`;
    if (timers.has(key)) return;
    const later = () => {
      timers.delete(key);
      // A timer may be a millisecond early.
      if (clock.now() < at) set(id, at, ring);
      else ring();
    };
    timers.set(key, setTimeout(later, Math.max(1, at - clock.now())));
  }

  return {
    set,
    clear() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
