import type { JobVerbs } from "../../../../src/jobs/index.ts";

type Verb = keyof JobVerbs;
type Result<V extends Verb> = Awaited<ReturnType<JobVerbs[V]>>;

/** Call is one call of a verb that the jobs made. */
export interface Call<V extends Verb = Verb> {
  readonly verb: V;
  /** The account or lane; empty where the verb takes none. */
  readonly about: string;
  readonly at: number;
  readonly signal: AbortSignal | undefined;
  finish(result: Result<V>): void;
  fail(error: unknown): void;
}

/** What a verb answers when there was nothing to do. */
const NOTHING: { readonly [V in Verb]: Result<V> } = {
  poll: { changed: false },
  reconcile: { changed: false },
  evaluate: { nextDueAt: null, lanes: [] },
  deliver: { nextAt: null },
  dueLanes: [],
  retain: undefined,
};

/** Probe stands in for the flow: it records every call and answers, or lets the test answer. */
export class Probe {
  readonly calls: Call[] = [];
  readonly #answers = new Map<Verb, () => unknown>();
  readonly #held = new Set<string>();
  #waiting: { check: () => boolean; resolve: () => void }[] = [];

  readonly verbs: JobVerbs = {
    poll: (account, signal) => this.#call("poll", account, signal),
    reconcile: (account, signal) => this.#call("reconcile", account, signal),
    evaluate: () => this.#call("evaluate", ""),
    deliver: (lane, signal) => this.#call("deliver", lane, signal),
    dueLanes: () => this.#call("dueLanes", ""),
    retain: () => this.#call("retain", ""),
  };

  /** answers sets what a verb returns from now on. */
  answers<V extends Verb>(verb: V, answer: () => Result<V>): void {
    this.#answers.set(verb, answer);
  }

  /** hold lets calls of a verb (about one account or lane) wait until the test answers them. */
  hold(verb: Verb, about = ""): void {
    this.#held.add(`${verb} ${about}`);
  }

  release(verb: Verb, about = ""): void {
    this.#held.delete(`${verb} ${about}`);
  }

  /** finishAll answers every call that still waits, and holds no more. */
  finishAll(): void {
    this.#held.clear();
    for (const call of this.calls) call.finish(NOTHING[call.verb] as never);
  }

  made<V extends Verb>(verb: V, about?: string): Call<V>[] {
    return this.calls.filter(
      (call) => call.verb === verb && (about === undefined || call.about === about),
    ) as unknown as Call<V>[];
  }

  /** nth resolves with a verb's nth call (from 1), now or once it is made. */
  async nth<V extends Verb>(n: number, verb: V, about?: string): Promise<Call<V>> {
    await this.until(() => this.made(verb, about).length >= n);
    return this.made(verb, about)[n - 1] as Call<V>;
  }

  /** until resolves once the condition holds; it is looked at after every call. */
  until(check: () => boolean): Promise<void> {
    if (check()) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ check, resolve }));
  }

  #call<V extends Verb>(verb: V, about: string, signal?: AbortSignal): Promise<Result<V>> {
    return new Promise<Result<V>>((resolve, reject) => {
      const call = { verb, about, at: Date.now(), signal, finish: resolve, fail: reject };
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true });
      this.calls.push(call as unknown as Call);
      if (!this.#held.has(`${verb} ${about}`)) {
        try {
          resolve((this.#answers.get(verb)?.() ?? NOTHING[verb]) as Result<V>);
        } catch (error) {
          reject(error);
        }
      }
      const met = this.#waiting.filter(({ check }) => check());
      this.#waiting = this.#waiting.filter((one) => !met.includes(one));
      for (const one of met) one.resolve();
    });
  }
}
