import type { Columns } from "../engine/columns/columns.ts";
import type { TimeOrder } from "../engine/columns/time-order.ts";
import type { View } from "./view.ts";

/**
 * SlidingWindow moves two edges over the rows in the order of one of their times and keeps its views in step:
 * it covers times in (low, high]. The edges are moments, not places, so rows inserted late do not disturb them.
 */
export class SlidingWindow {
  readonly views: View[] = [];
  readonly #order: TimeOrder;
  readonly #columns: Columns;
  #low = 0;
  #high = 0;
  #filled = false;

  constructor(order: TimeOrder, columns: Columns) {
    this.#order = order;
    this.#columns = columns;
  }

  /** addLate counts a row that was put after the window had passed its time; others come in with `moveTo`. */
  addLate(slot: number): void {
    if (this.#covers(slot)) for (const view of this.views) view.add(slot);
  }

  /** takeBack uncounts a row that has been counted. */
  takeBack(slot: number): void {
    if (this.#covers(slot)) for (const view of this.views) view.remove(slot);
  }

  /** moveTo moves the edges to (low, high]; neither ever moves back. */
  moveTo(low: number, high: number): void {
    if (!this.#filled || low >= this.#high) {
      if (this.#filled) for (const view of this.views) view.reset();
      this.#filled = true;
      this.#each(low, high, (view, slot) => view.add(slot));
    } else {
      this.#each(this.#high, high, (view, slot) => view.add(slot));
      this.#each(this.#low, low, (view, slot) => view.remove(slot));
    }
    this.#low = low;
    this.#high = high;
  }

  #covers(slot: number): boolean {
    const time = this.#order.times[slot] as number;
    return this.#filled && time > this.#low && time <= this.#high;
  }

  #each(low: number, high: number, act: (view: View, slot: number) => void): void {
    const { slots } = this.#order;
    const { dead } = this.#columns;
    const end = this.#order.after(high);
    for (let place = this.#order.after(low); place < end; place++) {
      const slot = slots[place] as number;
      if (dead[slot] === 1) continue;
      for (const view of this.views) act(view, slot);
    }
  }
}
