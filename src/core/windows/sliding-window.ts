import type { TimeOrder } from "../engine/columns/time-order.ts";
import type { View } from "./view.ts";

/**
 * SlidingWindow moves two edges over the rows in the order of one of their times and keeps its views in step:
 * it covers times in (low, high]. The edges are moments, not places, so rows inserted late do not disturb them.
 */
export class SlidingWindow {
  readonly views: View[] = [];
  readonly #order: TimeOrder;
  /** One row at a time, where it comes or goes alone. */
  readonly #single = new Uint32Array(1);
  #low = 0;
  #high = 0;
  #filled = false;

  constructor(order: TimeOrder) {
    this.#order = order;
  }

  /** addLate counts a row that was put after the window had passed its time; others come in with `moveTo`. */
  addLate(slot: number): void {
    if (this.#covers(slot)) this.#alone(slot, 1);
  }

  /** takeBack uncounts a row that has been counted. */
  takeBack(slot: number): void {
    if (this.#covers(slot)) this.#alone(slot, -1);
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

  #covers(slot: number): boolean {
    const time = this.#order.times[slot] as number;
    return this.#filled && time > this.#low && time <= this.#high;
  }

  #alone(slot: number, sign: 1 | -1): void {
    this.#single[0] = slot;
    for (const view of this.views) view.count(this.#single, 0, 1, sign);
  }

  #count(low: number, high: number, sign: 1 | -1): void {
    const from = this.#order.after(low);
    const to = this.#order.after(high);
    if (from === to) return;
    for (const view of this.views) view.count(this.#order.slots, from, to, sign);
  }
}
