import { widened } from "../engine/columns/columns.ts";
import type { Judgement, Seen } from "./evaluator.ts";

/**
 * Verdicts remembers what was last decided of each group: by which numbers of its present window, after how many changes of its
 * rows, and until when that surely holds. Most groups need not be compared with their earlier windows again at the next tick.
 */
export class Verdicts {
  #until = new Float64Array(0);
  #n = new Float64Array(0);
  #d = new Float64Array(0);
  #changes = new Float64Array(0);
  readonly #breaches = new Map<number, Judgement>();

  /** of returns what was decided, null where that was no breach; undefined where it has to be decided anew. */
  of({ group, n, d, at }: Seen, changes: number): Judgement | null | undefined {
    const holds =
      at < (this.#until[group] ?? 0) &&
      n === this.#n[group] &&
      d === this.#d[group] &&
      changes === this.#changes[group];
    return holds ? (this.#breaches.get(group) ?? null) : undefined;
  }

  /** keep remembers a verdict and returns it. */
  keep(
    { group, n, d }: Seen,
    changes: number,
    verdict: Judgement | null,
    until: number,
  ): Judgement | null {
    if (group >= this.#until.length) this.#reserve(group + 1);
    this.#until[group] = until;
    this.#n[group] = n;
    this.#d[group] = d;
    this.#changes[group] = changes;
    if (verdict === null) this.#breaches.delete(group);
    else this.#breaches.set(group, verdict);
    return verdict;
  }

  #reserve(groups: number): void {
    const room = Math.max(16, groups, this.#until.length * 2);
    this.#until = widened(this.#until, new Float64Array(room));
    this.#n = widened(this.#n, new Float64Array(room));
    this.#d = widened(this.#d, new Float64Array(room));
    this.#changes = widened(this.#changes, new Float64Array(room));
  }
}
