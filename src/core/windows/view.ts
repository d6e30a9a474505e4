import { type Columns, widened } from "../engine/columns/columns.ts";
import type { Grouping } from "../engine/columns/grouping.ts";
import type { RowFilter } from "../engine/columns/row-filter.ts";
import { type Accumulator, accumulatorOf, StreamCount } from "../metrics/accumulator.ts";
import type { Part, Source } from "../metrics/plan.ts";
import { BATCH, Batch } from "./batch.ts";

/** View keeps, for the rows within one window that meet one filter, the quantities of each group; rules that agree in these share it. */
export class View {
  readonly grouping: Grouping;
  readonly #columns: Columns;
  readonly #filter: RowFilter;
  readonly #bySource = new Map<Source, Accumulator>();
  readonly #accumulators: Accumulator[] = [];
  readonly #streams: StreamCount;
  readonly #batch = new Batch();
  /** Where rows may be in several groups: each with one of them. */
  readonly #parts: Batch;
  #marked = new Uint8Array(0);
  #changed = new Uint32Array(0);
  #changes = 0;

  constructor(columns: Columns, grouping: Grouping, filter: RowFilter) {
    this.#columns = columns;
    this.grouping = grouping;
    this.#filter = filter;
    this.#parts = grouping.split ? new Batch() : this.#batch;
    this.#streams = new StreamCount();
    this.#bySource.set("streams", this.#streams);
    this.#accumulators.push(this.#streams);
  }

  /** accumulator returns what is kept for a source; to be asked for before the first row is added. */
  accumulator(source: Source): Accumulator {
    let accumulator = this.#bySource.get(source);
    if (accumulator === undefined) {
      accumulator = accumulatorOf(source, this.#columns);
      this.#bySource.set(source, accumulator);
      this.#accumulators.push(accumulator);
    }
    return accumulator;
  }

  /** changed lists the groups whose quantities changed since `settle`. */
  get changed(): Uint32Array {
    return this.#changed.subarray(0, this.#changes);
  }

  /** The number of rows of each group that has been marked as changed once. */
  get counts(): Int32Array {
    return this.#streams.numbers;
  }

  /** streams is the number of rows of a group. */
  streams(group: number): number {
    return this.#streams.value(group);
  }

  /** value is one part of a metric for a group. */
  value(part: Part, group: number): number {
    return this.accumulator(part.source).value(group, part.percent ?? 0);
  }

  /** count counts rows (sign 1), or takes back what they were counted as (sign -1): the slots from place `from` to `to` (exclusive). */
  count(slots: Uint32Array, from: number, to: number, sign: 1 | -1): void {
    if (this.grouping.size > this.#marked.length) this.#reserve(this.grouping.size);
    for (let place = from; place < to; place += BATCH) {
      this.#fill(slots, place, Math.min(to, place + BATCH));
      if (this.grouping.split) this.#countSplit(sign);
      else this.#flush(this.#batch, sign);
    }
  }

  /** reset empties the window. */
  reset(): void {
    for (let group = 0; group < this.#marked.length; group++) {
      if (this.#marked[group] === 0 && this.streams(group) > 0) this.#mark(group);
    }
    for (const accumulator of this.#accumulators) accumulator.clear();
  }

  /** settle forgets which groups changed, once every rule has looked at them. */
  settle(): void {
    for (const group of this.changed) this.#marked[group] = 0;
    this.#changes = 0;
  }

  /** Fills the batch with those of at most BATCH rows that count, each with its signature; it writes each row and keeps it or not. */
  #fill(from: Uint32Array, start: number, end: number): void {
    const { dead } = this.#columns;
    const { ids } = this.grouping;
    const { open, pass } = this.#filter;
    const { groups, slots } = this.#batch;
    let length = 0;
    for (let place = start; place < end; place++) {
      const slot = from[place] as number;
      groups[length] = ids[slot] as number;
      slots[length] = slot;
      if (dead[slot] === 0 && (open || pass[slot] === 1)) length++;
    }
    this.#batch.length = length;
  }

  /** Counts the rows of the batch for each of the groups that their signatures stand for. */
  #countSplit(sign: 1 | -1): void {
    const { groups, slots, length } = this.#batch;
    const parts = this.#parts;
    parts.length = 0;
    for (let each = 0; each < length; each++) {
      for (const group of this.grouping.membersOf(groups[each] as number)) {
        if (parts.length === BATCH) {
          this.#flush(parts, sign);
          parts.length = 0;
        }
        parts.groups[parts.length] = group;
        parts.slots[parts.length++] = slots[each] as number;
      }
    }
    this.#flush(parts, sign);
  }

  #flush(batch: Batch, sign: 1 | -1): void {
    const marked = this.#marked;
    const { groups, length } = batch;
    for (let each = 0; each < length; each++) {
      const group = groups[each] as number;
      if (marked[group] === 0) this.#mark(group);
    }
    for (const accumulator of this.#accumulators) accumulator.count(batch, sign);
  }

  #mark(group: number): void {
    this.#marked[group] = 1;
    this.#changed[this.#changes++] = group;
  }

  #reserve(groups: number): void {
    const room = Math.max(16, groups, this.#marked.length * 2);
    this.#marked = widened(this.#marked, new Uint8Array(room));
    this.#changed = widened(this.#changed, new Uint32Array(room));
    for (const accumulator of this.#accumulators) accumulator.reserve(room);
  }
}
