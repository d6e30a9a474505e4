import type { Columns } from "../engine/columns/columns.ts";
import type { Grouping } from "../engine/columns/grouping.ts";
import type { RowFilter } from "../engine/columns/row-filter.ts";
import type { TimeOrder } from "../engine/columns/time-order.ts";
import { AMOUNT, type Amount } from "../metrics/amount.ts";
import { GroupSeries } from "./group-series.ts";

/** GroupIndex keeps each group's rows sorted by time as far back as the rules that share it look. */
export class GroupIndex {
  /** How far back it is kept, ms. */
  lookBackMs = 0;
  readonly amounts: Amount[] = [];
  readonly order: TimeOrder;
  readonly #columns: Columns;
  readonly #grouping: Grouping;
  readonly #filter: RowFilter;
  readonly #values: number[] = [];
  readonly #series: (GroupSeries | undefined)[] = [];

  constructor(order: TimeOrder, columns: Columns, grouping: Grouping, filter: RowFilter) {
    this.order = order;
    this.#columns = columns;
    this.#grouping = grouping;
    this.#filter = filter;
  }

  /** keep makes the index reach back `lookBackMs` and keep running sums of the amounts; before the first row. */
  keep(lookBackMs: number, amounts: readonly Amount[]): void {
    this.lookBackMs = Math.max(this.lookBackMs, lookBackMs);
    for (const amount of amounts) if (!this.amounts.includes(amount)) this.amounts.push(amount);
  }

  /** place returns where an amount's running sums are within a series. */
  place(amount: Amount): number {
    return this.amounts.indexOf(amount);
  }

  /** add takes rows in, earliest first: then most of them come last in their series. */
  add(slots: Uint32Array, at: number): void {
    const { times } = this.order;
    const since = at - this.lookBackMs;
    for (const slot of slots) {
      const time = times[slot] as number;
      if (time > since && this.#filter.passes(slot)) this.#take(slot, time);
    }
  }

  #take(slot: number, time: number): void {
    for (let each = 0; each < this.amounts.length; each++) {
      this.#values[each] = this.#read(this.amounts[each] as Amount, slot);
    }
    const signature = this.#grouping.ids[slot] as number;
    if (!this.#grouping.split) this.#insert(signature, time, slot);
    else {
      for (const group of this.#grouping.membersOf(signature)) this.#insert(group, time, slot);
    }
  }

  remove(slot: number): void {
    if (!this.#filter.passes(slot)) return;
    const time = this.order.times[slot] as number;
    const groups = this.#grouping.groupsOf(slot);
    for (let each = 0; each < groups.length; each++) {
      this.#series[groups[each] as number]?.remove(time, slot);
    }
  }

  /** series returns the group's rows, those fallen out of the look-back let go of now and then. */
  series(group: number, at: number): GroupSeries | undefined {
    const series = this.#series[group];
    series?.prune(at - this.lookBackMs);
    return series;
  }

  /** changes counts how often rows of the group were put or taken back. */
  changes(group: number): number {
    return this.#series[group]?.changes ?? 0;
  }

  #insert(group: number, time: number, slot: number): void {
    let series = this.#series[group];
    if (series === undefined) {
      series = new GroupSeries(this.amounts);
      this.#series[group] = series;
    }
    series.insert(time, slot, this.#values);
  }

  #read(amount: Amount, slot: number): number {
    return AMOUNT[amount](this.#columns, slot) || 0;
  }
}
