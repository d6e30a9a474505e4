import { checkedSum } from "../metrics/accumulator.ts";
import type { Amount } from "../metrics/amount.ts";

const FEW = 4;
/** How far back a place is looked for step by step. */
const NEAR = 8;

/** Stretches are places of a series: each from one to another (exclusive). */
export interface Stretches {
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/**
 * GroupSeries is one group's rows by time with running sums, so that the sum between two moments is one subtraction. A row's time
 * and sums lie side by side in one typed array, its slot in another.
 */
export class GroupSeries {
  length = 0;
  /** How often a row was put or taken back. */
  changes = 0;
  readonly #amounts: readonly Amount[];
  /** Numbers a row: its time, then for each amount the sum of this row and all before it. */
  readonly #width: number;
  readonly #bases: Float64Array;
  #cells: Float64Array;
  #slots = new Uint32Array(FEW);

  constructor(amounts: readonly Amount[]) {
    this.#amounts = amounts;
    this.#width = 1 + amounts.length;
    this.#bases = new Float64Array(amounts.length);
    this.#cells = new Float64Array(FEW * this.#width);
  }

  insert(time: number, slot: number, values: readonly number[]): void {
    this.changes++;
    if (this.length === this.#slots.length) this.#widen();
    const place = this.after(time);
    const width = this.#width;
    if (place < this.length) {
      this.#cells.copyWithin((place + 1) * width, place * width, this.length * width);
      this.#slots.copyWithin(place + 1, place, this.length);
    }
    this.length++;
    this.#slots[place] = slot;
    this.#cells[place * width] = time;
    for (let amount = 0; amount < this.#amounts.length; amount++) {
      this.#cells[place * width + 1 + amount] = this.before(amount, place);
      this.#shift(amount, place, values[amount] as number);
    }
  }

  remove(time: number, slot: number): void {
    let place = this.after(time) - 1;
    while (place >= 0 && this.time(place) === time && this.#slots[place] !== slot) place--;
    // One older than the look-back was let go of before.
    if (place < 0 || this.#slots[place] !== slot) return;
    this.changes++;
    for (let amount = 0; amount < this.#amounts.length; amount++) {
      this.#shift(amount, place + 1, -this.sum(amount, place, place + 1));
    }
    this.#drop(place, 1);
  }

  /** time returns when the row at a place was; undefined past the end. */
  time(place: number): number | undefined {
    return place < this.length ? this.#cells[place * this.#width] : undefined;
  }

  /** timeFrom returns when the first row from a place on was; infinity where none is. */
  timeFrom(place: number): number {
    return place < this.length ? this.#timeAt(place) : Number.POSITIVE_INFINITY;
  }

  /** slots returns the slots of the places `from` to `to` (exclusive), good until the series changes. */
  slots(from: number, to: number): Uint32Array {
    return this.#slots.subarray(from, to);
  }

  /** after returns the place of the first row later than `time`. */
  after(time: number): number {
    const { length } = this;
    if (length === 0 || this.#timeAt(length - 1) <= time) return length;
    return this.#search(time, 0, length - 1);
  }

  /** afterUpTo is `after` where the place is at `most` or before it, and likely near it. */
  afterUpTo(time: number, most: number): number {
    const cells = this.#cells;
    const width = this.#width;
    let place = most;
    for (const near = Math.max(0, most - NEAR); place > near; place--) {
      if ((cells[(place - 1) * width] as number) <= time) return place;
    }
    // Steps that double find one far away as quickly as halving would, and one not so far sooner.
    let step = NEAR;
    let low = place;
    while (low > 0 && (cells[(low - 1) * width] as number) > time) {
      place = low;
      low = Math.max(0, low - step);
      step *= 2;
    }
    return this.#search(time, low, place);
  }

  /** before adds up an amount over all rows before a place, from the first that was ever held. */
  before(amount: number, place: number): number {
    if (place === 0) return this.#bases[amount] as number;
    return this.#cells[(place - 1) * this.#width + 1 + amount] as number;
  }

  /** sum adds up an amount over the places `from` to `to` (exclusive). */
  sum(amount: number, from: number, to: number): number {
    return this.before(amount, to) - this.before(amount, from);
  }

  /** sums fills `into` with what an amount comes to in each of some stretches, and returns how many they are. */
  sums(amount: number, { count, from, to }: Stretches, into: Float64Array): number {
    for (let each = 0; each < count; each++) {
      into[each] = this.sum(amount, from[each] as number, to[each] as number);
    }
    return count;
  }

  /** prune lets go of rows up to `time` once they are the greater part. */
  prune(time: number): void {
    if (this.length < 64 || this.#timeAt(63) > time) return;
    const stale = this.after(time);
    if (stale * 2 < this.length) return;
    for (let amount = 0; amount < this.#amounts.length; amount++) {
      this.#bases[amount] = this.before(amount, stale);
    }
    this.#drop(0, stale);
  }

  #timeAt(place: number): number {
    return this.#cells[place * this.#width] as number;
  }

  /** The first place from `low` to `high` whose row is later than `time`; `high` where none is. */
  #search(time: number, low: number, high: number): number {
    let from = low;
    let to = high;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.#timeAt(middle) > time) to = middle;
      else from = middle + 1;
    }
    return from;
  }

  #shift(amount: number, from: number, by: number): void {
    if (by === 0) return;
    const cells = this.#cells;
    const width = this.#width;
    const end = this.length * width;
    for (let cell = from * width + 1 + amount; cell < end; cell += width) {
      cells[cell] = checkedSum((cells[cell] as number) + by, this.#amounts[amount] as Amount);
    }
  }

  #drop(place: number, rows: number): void {
    const width = this.#width;
    this.#cells.copyWithin(place * width, (place + rows) * width, this.length * width);
    this.#slots.copyWithin(place, place + rows, this.length);
    this.length -= rows;
  }

  #widen(): void {
    const rows = Math.ceil(this.length * 1.5);
    const cells = new Float64Array(rows * this.#width);
    cells.set(this.#cells);
    this.#cells = cells;
    const slots = new Uint32Array(rows);
    slots.set(this.#slots);
    this.#slots = slots;
  }
}
