import type { Random } from "../../src/simulator/random.ts";
import type { Story } from "./story.ts";
import type { Timeline } from "./timeline.ts";

/** CallKind is what a call of the daemon goes to; a death may wait for one of a kind. */
export type CallKind = "sql" | "commit" | "api" | "send";

/** Call is one step that the daemon waits for. */
export interface Call {
  readonly kind: CallKind;
  readonly text: string;
  /** How long it takes, ms. */
  readonly ms: number;
  /** What has to be free before it can take effect. */
  readonly turn?: Turn;
}

/** Turn is something that only one can hold at a time. */
export interface Turn {
  /** Whether the call may go on now; where not, `again` is called once it may. */
  ready(again: () => void): boolean;
}

/** Death is at which of its calls a life ends: before the call takes effect, or after it with the answer lost. */
export interface Death {
  readonly kind: CallKind | "any";
  readonly nth: number;
  readonly moment: "before" | "after";
  /** Later calls are safe. */
  readonly until: number;
}

/** LifeParts is what a life is lived in. */
export interface LifeParts {
  readonly name: string;
  readonly timeline: Timeline;
  readonly story: Story;
  readonly random: Random;
  readonly death: Death | null;
  readonly onDeath: () => void;
}

/**
 * Life is one run of the daemon's process, from its start to its death. Every call of its ports goes through it and is a place
 * where it may die: from then on nothing that it called ever answers, as in a process that was killed.
 */
export class Life {
  readonly name: string;
  /** Aborted where the daemon is asked to stop. */
  readonly stopping = new AbortController();
  readonly #parts: LifeParts;
  readonly #endings: (() => void)[] = [];
  #alive = true;
  #waited = 0;

  constructor(parts: LifeParts) {
    this.name = parts.name;
    this.#parts = parts;
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** call takes effect after its time and answers, unless the life ends before. */
  call<T>(what: Call, effect: () => T | Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (!this.#alive) return;
      const fate = this.#fateOf(what);
      const go = () => this.#goOn({ what, fate, effect, resolve, reject, again: () => go() });
      this.#parts.timeline.after(what.ms, go);
    });
  }

  async #goOn<T>(step: Step<T>): Promise<void> {
    const { what, fate, effect, again } = step;
    if (!this.#alive || (what.turn && !what.turn.ready(again))) return;
    if (fate === "before") return this.die(`before ${what.text}`);
    const outcome = await settled(effect);
    if (fate === "after") return this.die(`after ${what.text}, its answer lost`);
    if ("error" in outcome) step.reject(outcome.error);
    else step.resolve(outcome.value);
  }

  /** later does something after so many ms, if the life has not ended. */
  later(ms: number, act: () => void): void {
    this.#parts.timeline.after(ms, () => {
      if (this.#alive) act();
    });
  }

  /** every does something again and again, first after `first` ms. */
  every(ms: number, first: number, act: () => void): void {
    this.later(first, () => {
      act();
      this.every(ms, ms, act);
    });
  }

  /** atEnd is called when the life ends, whichever way. */
  atEnd(act: () => void): void {
    this.#endings.push(act);
  }

  /** die ends the life at once. */
  die(how: string): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#parts.story.tell(`${this.name} died ${how}`);
    for (const end of this.#endings) end();
    this.#parts.onDeath();
  }

  #fateOf({ kind }: Call): Death["moment"] | null {
    const { death, timeline } = this.#parts;
    if (!death || timeline.now >= death.until) return null;
    if (death.kind !== "any" && death.kind !== kind) return null;
    this.#waited += 1;
    return this.#waited === death.nth ? death.moment : null;
  }
}

interface Step<T> {
  readonly what: Call;
  readonly fate: Death["moment"] | null;
  readonly effect: () => T | Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
  readonly again: () => void;
}

type Outcome<T> = { readonly value: T } | { readonly error: unknown };

async function settled<T>(effect: () => T | Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await effect() };
  } catch (error) {
    return { error };
  }
}
