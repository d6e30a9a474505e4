import type { Checkpoint } from "../../core/ports/index.ts";
import { completeTo, type Gap, type Gaps, proven, withGap } from "./gaps.ts";
import type { ReadWindow } from "./windows.ts";

/**
 * Reach is how far an account was read by this process, and which windows behind that could not be proven complete.
 *
 * The stored watermark stops at the oldest gap. Reading goes on from the frontier all the same, so that new rows arrive
 * and raise alerts while an old day is in doubt. A new process knows no gaps: it reads on from the watermark,
 * the gaps included.
 */
export class Reach {
  /** Polls that read to now without an end of the first reading of the history. */
  unreadyPolls = 0;
  /** Windows that the last look back could not prove; the next one reads them again. */
  unprovenBack = 0;
  #frontier: number | null = null;
  #watermark: number | null = null;
  #gaps: Gaps = [];
  #newestUnproven = false;

  /** Up to where windows were read one after another, gaps included; null before the first. */
  get frontier(): number | null {
    return this.#frontier;
  }

  /** Windows of which it cannot be said that all of their rows are in the ledger. */
  get unproven(): number {
    return this.#gaps.length + (this.#newestUnproven ? 1 : 0) + this.unprovenBack;
  }

  /** The moment to which all is proven; null before the first proof. */
  get watermark(): number | null {
    return this.#watermark;
  }

  /** adopt takes over what is stored, and returns it: another process may have come further. */
  adopt(checkpoint: Checkpoint): Checkpoint {
    const { watermark } = checkpoint;
    this.#watermark = watermark;
    if (watermark !== null) {
      this.#frontier = Math.max(this.#frontier ?? watermark, watermark);
      this.#gaps = proven(this.#gaps, { from: Number.NEGATIVE_INFINITY, to: watermark });
    }
    return checkpoint;
  }

  dueGaps(now: number): readonly Gap[] {
    return this.#gaps.filter((gap) => gap.nextAt <= now);
  }

  /**
   * closing gives the watermark to be stored with a window's close, nothing where it would not move forward.
   * `frontier` is how far was read once this window is.
   */
  closing(window: ReadWindow, frontier = this.#frontier): { watermark?: number } {
    if (frontier === null) return {};
    const watermark = completeTo(proven(this.#gaps, window), frontier);
    return this.#watermark === null || watermark > this.#watermark ? { watermark } : {};
  }

  /** wasProven notes a window that a complete sweep closed. */
  wasProven(window: ReadWindow): void {
    this.#watermark = this.closing(window).watermark ?? this.#watermark;
    this.#gaps = proven(this.#gaps, window);
  }

  /** wasNot notes a window that was read to its end and could not be proven. */
  wasNot(window: ReadWindow, now: number): void {
    this.#gaps = withGap(this.#gaps, window, now);
  }

  /**
   * onward notes a window of the way to now. A newest window that is not proven is no gap: the frontier stays
   * before it, and the next poll reads it again.
   */
  onward(window: ReadWindow, to: { complete: boolean; newest: boolean; now: number }): void {
    if (to.newest) this.#newestUnproven = !to.complete;
    if (to.newest && !to.complete) return;
    this.#frontier = Math.max(this.#frontier ?? window.to, window.to);
    if (to.complete) this.wasProven(window);
    else this.wasNot(window, to.now);
  }
}
