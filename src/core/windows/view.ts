import type { Columns } from "../engine/columns/columns.ts";
import type { Grouping } from "../engine/columns/grouping.ts";
import type { RowFilter } from "../engine/columns/row-filter.ts";
import { type Accumulator, accumulatorOf } from "../metrics/accumulator.ts";
import type { Part, Source } from "../metrics/plan.ts";
import { BATCH, Batch } from "./batch.ts";

/** View keeps, for the rows within one window that meet one filter, the quantities of each group; rules that agree in these share it. */
export class View {
  readonly grouping: Grouping;
  /** Groups whose quantities changed since `settle`. */
  readonly changed: number[] = [];
  readonly #columns: Columns;
  readonly #filter: RowFilter;
  readonly #bySource = new Map<Source, Accumulator>();
  readonly #accumulators: Accumulator[] = [];
  readonly #streams: Accumulator;
  readonly #batch = new Batch();
  #marked = new Uint8Array(0);

  constructor(columns: Columns, grouping: Grouping, filter: RowFilter) {
    this.#columns = columns;
    this.grouping = grouping;
    this.#filter = filter;
    this.#streams = this.accumulator("streams");
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

  /** streams is the number of rows of a group. */
  streams(group: number): number {
    return this.#streams.value(group, 0);
  }

  /** value is one part of a metric for a group. */
  value(part: Part, group: number): number {
    return this.accumulator(part.source).value(group, part.percent ?? 0);
  }

  /** count counts rows (sign 1), or takes back what they were counted as (sign -1): the slots from place `from` to `to` (exclusive). */
  count(slots: Uint32Array, from: number, to: number, sign: 1 | -1): void {
    const { dead } = this.#columns;
    const { ids, split } = this.grouping;
    const { open, pass } = this.#filter;
    for (let place = from; place < to; place++) {
      const slot = slots[place] as number;
      if (dead[slot] === 1 || (!open && pass[slot] === 0)) continue;
      const signature = ids[slot] as number;
      if (!split) this.#take(signature, slot, sign);
      else for (const group of this.grouping.membersOf(signature)) this.#take(group, slot, sign);
    }
    this.#flush(sign);
  }

  /** reset empties the window. */
  reset(): void {
    for (let group = 0; group < this.#marked.length; group++) {
      if (this.streams(group) > 0) this.#mark(group);
    }
    for (const accumulator of this.#accumulators) accumulator.clear();
  }

  /** settle forgets which groups changed, once every rule has looked at them. */
  settle(): void {
    for (const group of this.changed) this.#marked[group] = 0;
    this.changed.length = 0;
  }

  #take(group: number, slot: number, sign: 1 | -1): void {
    const batch = this.#batch;
    if (batch.length === BATCH) this.#flush(sign);
    batch.groups[batch.length] = group;
    batch.slots[batch.length++] = slot;
    this.#mark(group);
  }

  #flush(sign: 1 | -1): void {
    const batch = this.#batch;
    if (batch.length === 0) return;
    try {
      for (const accumulator of this.#accumulators) accumulator.count(batch, sign);
    } finally {
      batch.length = 0;
    }
  }

  #mark(group: number): void {
    if (group >= this.#marked.length) this.#reserve(group + 1);
    if (this.#marked[group] === 1) return;
    this.#marked[group] = 1;
    this.changed.push(group);
  }

  #reserve(groups: number): void {
    const room = Math.max(16, groups, this.grouping.size, this.#marked.length * 2);
    const marked = new Uint8Array(room);
    marked.set(this.#marked);
    this.#marked = marked;
    for (const accumulator of this.#accumulators) accumulator.reserve(room);
  }
}
