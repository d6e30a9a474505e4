import { checkedSum } from "../metrics/accumulator.ts";
import type { Amount } from "../metrics/amount.ts";

/** GroupSeries is one group's rows by time with running sums, so that the sum between two moments is one subtraction. */
export class GroupSeries {
  readonly times: number[] = [];
  readonly slots: number[] = [];
  /** For each amount the sum of this row and all before it. */
  readonly #running: number[][];
  readonly #bases: number[];
  readonly #amounts: readonly Amount[];

  constructor(amounts: readonly Amount[]) {
    this.#amounts = amounts;
    this.#running = amounts.map(() => []);
    this.#bases = amounts.map(() => 0);
  }

  insert(time: number, slot: number, values: readonly number[]): void {
    const place = this.after(time);
    const last = place === this.times.length;
    if (last) {
      this.times.push(time);
      this.slots.push(slot);
    } else {
      this.times.splice(place, 0, time);
      this.slots.splice(place, 0, slot);
    }
    for (let index = 0; index < this.#running.length; index++) {
      const sums = this.#running[index] as number[];
      if (last) sums.push(this.#before(index, place));
      else sums.splice(place, 0, this.#before(index, place));
      this.#shift(index, place, values[index] as number);
    }
  }

  remove(time: number, slot: number): void {
    let place = this.after(time) - 1;
    while (place >= 0 && this.times[place] === time && this.slots[place] !== slot) place--;
    if (place < 0 || this.slots[place] !== slot) return; // older than the look-back: let go of before
    this.times.splice(place, 1);
    this.slots.splice(place, 1);
    this.#running.forEach((sums, index) => {
      const value = (sums[place] as number) - this.#before(index, place);
      sums.splice(place, 1);
      this.#shift(index, place, -value);
    });
  }

  /** after returns the place of the first row later than `time`. */
  after(time: number): number {
    const { length } = this.times;
    if (length === 0 || (this.times[length - 1] as number) <= time) return length;
    return this.#search(time, length);
  }

  /** afterUpTo is `after` where the place is known to be at most `limit`, and likely near it. */
  afterUpTo(time: number, limit: number): number {
    let place = limit;
    const near = Math.max(0, limit - 8);
    while (place > near && (this.times[place - 1] as number) > time) place--;
    return place === near ? this.#search(time, near) : place;
  }

  #search(time: number, limit: number): number {
    let low = 0;
    let high = limit;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.times[middle] as number) > time) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** sum adds up an amount over the places `from` to `to` (exclusive). */
  sum(amount: number, from: number, to: number): number {
    return this.#before(amount, to) - this.#before(amount, from);
  }

  /** prune lets go of rows up to `time` once they are the greater part. */
  prune(time: number): void {
    const stale = this.after(time);
    if (stale < 64 || stale * 2 < this.times.length) return;
    this.#running.forEach((sums, index) => {
      this.#bases[index] = this.#before(index, stale);
      sums.splice(0, stale);
    });
    this.times.splice(0, stale);
    this.slots.splice(0, stale);
  }

  #before(index: number, place: number): number {
    if (place === 0) return this.#bases[index] as number;
    return (this.#running[index] as number[])[place - 1] as number;
  }

  #shift(index: number, from: number, by: number): void {
    if (by === 0) return;
    const sums = this.#running[index] as number[];
    const amount = this.#amounts[index] as Amount;
    for (let place = from; place < sums.length; place++) {
      sums[place] = checkedSum((sums[place] as number) + by, amount);
    }
  }
}
