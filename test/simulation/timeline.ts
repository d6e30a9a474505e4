/** What the real event loop does between two events; taken before anything replaces the timers. */
const { setImmediate: afterMicrotasks } = globalThis;

interface Entry {
  readonly at: number;
  readonly no: number;
  readonly act: () => unknown;
  cancelled: boolean;
}

/** Planned is an event that was put on the timeline and may still be taken off it. */
export interface Planned {
  cancel(): void;
}

/**
 * Timeline is simulated time: a list of what happens when, in ms since the epoch. One event runs at a time, to its end, and
 * what it woke runs until all of it waits for later events; then comes the next. Nothing else moves the clock, so the
 * same events give the same run whatever the machine does meanwhile.
 */
export class Timeline {
  #now: number;
  #count = 0;
  readonly #entries: Entry[] = [];

  constructor(start: number) {
    this.#now = start;
  }

  get now(): number {
    return this.#now;
  }

  /** at plans an event; of two at the same moment the one planned first comes first. */
  at(when: number, act: () => unknown): Planned {
    const entry = { at: Math.max(when, this.#now), no: this.#count, act, cancelled: false };
    this.#count += 1;
    this.#entries.splice(this.#placeOf(entry.at), 0, entry);
    return {
      cancel: () => {
        entry.cancelled = true;
      },
    };
  }

  /** after plans an event so many ms from now. */
  after(ms: number, act: () => unknown): Planned {
    return this.at(this.#now + ms, act);
  }

  /** run plays everything up to a moment, and stands there. */
  async run(until: number): Promise<void> {
    for (;;) {
      await new Promise<void>((resolve) => afterMicrotasks(() => resolve()));
      const entry = this.#entries[0];
      if (!entry || entry.at > until) break;
      this.#entries.shift();
      if (entry.cancelled) continue;
      this.#now = entry.at;
      await entry.act();
    }
    this.#now = Math.max(this.#now, until);
  }

  /** By halving: behind all entries that are not later. */
  #placeOf(at: number): number {
    let [low, high] = [0, this.#entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#entries[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
