import type { Checkpoint, SweepClose } from "../../core/ports/index.ts";
import { completeTo, type Gap, type Gaps, proven, readFrom, withGap } from "./gaps.ts";
import type { ReadWindow } from "./windows.ts";

/** Edges are how far windows were read one after another, gaps included: on to now, and back into the history. */
export interface Edges {
  readonly frontier: number | null;
  readonly back: number | null;
}

/** Closing is what a window's close stores of how far everything is proven. */
export type Closing = Pick<SweepClose, "watermark" | "readFrom">;

/**
 * Reach is how far an account was read by this process, and which windows within that could not be proven complete.
 *
 * ```
 *   back      gap        readFrom                 watermark    gap     frontier
 *   ├─────────░░░░───────┤ proven, and stored as such ├────────░░░░────┤
 * ```
 *
 * What is stored stops at a gap, on either side. Reading goes on from the edges all the same, so that new rows
 * arrive, and the history is read, while a day is in doubt. A new process knows no gaps: it reads on from what is
 * stored, the gaps included.
 */
export class Reach {
  /** Polls that could not prove the newest window before there was any other. */
  fruitlessPolls = 0;
  /** Windows whose rows are not as many as the API counts, for a reason that is not known yet. */
  unexplained = 0;
  #edges: Edges = { frontier: null, back: null };
  #watermark: number | null = null;
  #readFrom: number | null = null;
  #ahead: Gaps = [];
  #behind: Gaps = [];
  #newestUnproven = false;

  get edges(): Edges {
    return this.#edges;
  }

  /** Windows of which it cannot be said that all of their rows are in the ledger. */
  get unproven(): number {
    const newest = this.#newestUnproven ? 1 : 0;
    return this.#behind.length + this.#ahead.length + newest + this.unexplained;
  }

  /** The moment to which all is proven; null before the first proof. */
  get watermark(): number | null {
    return this.#watermark;
  }

  /** The moment from which on all is proven, up to the watermark; null before the first proof. */
  get readFrom(): number | null {
    return this.#readFrom;
  }

  /** adopt takes over what is stored, and returns it: another process may have come further. */
  adopt(checkpoint: Checkpoint): Checkpoint {
    const { watermark, readFrom: from } = checkpoint;
    const { frontier, back } = this.#edges;
    this.#watermark = watermark;
    this.#readFrom = from;
    this.#edges = {
      frontier: watermark === null ? frontier : Math.max(frontier ?? watermark, watermark),
      back: from === null ? back : Math.min(back ?? from, from),
    };
    this.#forget({
      from: from ?? Number.POSITIVE_INFINITY,
      to: watermark ?? Number.NEGATIVE_INFINITY,
    });
    return checkpoint;
  }

  dueGaps(now: number): readonly Gap[] {
    return [...this.#behind, ...this.#ahead].filter((gap) => gap.nextAt <= now);
  }

  /** closing gives what is to be stored with a window's close, nothing where it would not grow; `edges` as they are once it is read. */
  closing(window: ReadWindow, edges: Partial<Edges> = {}): Closing {
    const { frontier, back } = { ...this.#edges, ...edges };
    const to = frontier === null ? null : completeTo(proven(this.#ahead, window), frontier);
    const from = back === null ? null : readFrom(proven(this.#behind, window), back);
    const later = to !== null && (this.#watermark === null || to > this.#watermark);
    const earlier = from !== null && (this.#readFrom === null || from < this.#readFrom);
    return { ...(later && { watermark: to }), ...(earlier && { readFrom: from }) };
  }

  /** wasProven notes a window that a complete sweep closed. */
  wasProven(window: ReadWindow): void {
    const closing = this.closing(window);
    this.#watermark = closing.watermark ?? this.#watermark;
    this.#readFrom = closing.readFrom ?? this.#readFrom;
    this.#forget(window);
  }

  /** wasNot notes a window that was read to its end and could not be proven. */
  wasNot(window: ReadWindow, now: number): void {
    if (this.#readFrom !== null && window.to <= this.#readFrom) {
      this.#behind = withGap(this.#behind, window, now);
    } else {
      this.#ahead = withGap(this.#ahead, window, now);
    }
  }

  /**
   * onward notes a window of the way to now. A newest window that is not proven is no gap: the frontier stays
   * before it, and the next poll reads it again.
   */
  onward(window: ReadWindow, to: { complete: boolean; newest: boolean; now: number }): void {
    if (to.newest) this.#newestUnproven = !to.complete;
    if (to.newest && !to.complete) return;
    const { frontier, back } = this.#edges;
    this.#edges = {
      frontier: Math.max(frontier ?? window.to, window.to),
      back: back ?? window.from,
    };
    if (to.complete) this.wasProven(window);
    else this.wasNot(window, to.now);
  }

  /** backward notes a window of the history, which is read newest first. */
  backward(window: ReadWindow, to: { complete: boolean; now: number }): void {
    this.#edges = { ...this.#edges, back: window.from };
    if (to.complete) this.wasProven(window);
    else this.wasNot(window, to.now);
  }

  #forget(window: ReadWindow): void {
    this.#ahead = proven(this.#ahead, window);
    this.#behind = proven(this.#behind, window);
  }
}
