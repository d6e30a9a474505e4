import type { TimeOrder } from "../engine/columns/time-order.ts";
import type { View } from "./view.ts";

/**
 * SlidingWindow moves two edges over the rows in the order of one of their times and keeps its views in step:
 * it covers times in (low, high]. The edges are moments, not places, so rows inserted late do not disturb them.
 */
export class SlidingWindow {
  readonly views: View[] = [];
  readonly order: TimeOrder;
  /** Rows that come or go by themselves, not with an edge. */
  #apart = new Uint32Array(1);
  #low = 0;
  #high = 0;
  #filled = false;

  constructor(order: TimeOrder) {
    this.order = order;
  }

  /** addLate counts those rows that were put after the window had passed their time; others come in with `moveTo`. */
  addLate(slots: Uint32Array): void {
    if (!this.#filled) return;
    if (this.#apart.length < slots.length) this.#apart = new Uint32Array(slots.length);
    const times = this.order.times;
    let late = 0;
    for (let each = 0; each < slots.length; each++) {
      const slot = slots[each] as number;
      const time = times[slot] as number;
      if (time > this.#low && time <= this.#high) this.#apart[late++] = slot;
    }
    if (late > 0) this.#countApart(late, 1);
  }

  /** takeBack uncounts a row that has been counted. */
  takeBack(slot: number): void {
    const time = this.order.times[slot] as number;
    if (!this.#filled || time <= this.#low || time > this.#high) return;
    this.#apart[0] = slot;
    this.#countApart(1, -1);
  }

  /** moveTo moves the edges to (low, high]; neither ever moves back. */
  moveTo(low: number, high: number): void {
    if (!this.#filled || low >= this.#high) {
      if (this.#filled) for (const view of this.views) view.reset();
      this.#filled = true;
      this.#count(low, high, 1);
    } else {
      this.#count(this.#high, high, 1);
      this.#count(this.#low, low, -1);
    }
    this.#low = low;
    this.#high = high;
  }

  #countApart(rows: number, sign: 1 | -1): void {
    for (const view of this.views) view.count(this.#apart, 0, rows, sign);
  }

  #count(low: number, high: number, sign: 1 | -1): void {
    const from = this.order.after(low);
    const to = this.order.after(high);
    if (from === to) return;
    for (const view of this.views) view.count(this.order.slots, from, to, sign);
  }
}
