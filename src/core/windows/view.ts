import type { Columns } from "../engine/columns/columns.ts";
import type { Grouping } from "../engine/columns/grouping.ts";
import type { RowFilter } from "../engine/columns/row-filter.ts";
import { type Accumulator, accumulatorOf } from "../metrics/accumulator.ts";
import type { Part, Source } from "../metrics/plan.ts";

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

  add(slot: number): void {
    if (!this.#filter.passes(slot)) return;
    const signature = this.grouping.ids[slot] as number;
    if (!this.grouping.split) this.#addTo(signature, slot);
    else for (const group of this.grouping.membersOf(signature)) this.#addTo(group, slot);
  }

  remove(slot: number): void {
    if (!this.#filter.passes(slot)) return;
    const signature = this.grouping.ids[slot] as number;
    if (!this.grouping.split) this.#removeFrom(signature, slot);
    else for (const group of this.grouping.membersOf(signature)) this.#removeFrom(group, slot);
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

  #addTo(group: number, slot: number): void {
    this.#mark(group);
    for (const accumulator of this.#accumulators) accumulator.add(group, slot);
  }

  #removeFrom(group: number, slot: number): void {
    this.#mark(group);
    for (const accumulator of this.#accumulators) accumulator.remove(group, slot);
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
