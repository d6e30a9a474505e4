import type { SpendCell } from "./spend-cell.ts";
import type { KindMarks, SumsTable } from "./sums-table.ts";

const WIDTH = 4;

/** DayCells are the sums of one day's streams by their kind, each kind by its number: some 40 bytes a kind, and its place in a map. */
export class DayCells {
  readonly #places = new Map<number, number>();
  #kinds = new Int32Array(8);
  #sums = new Float64Array(8 * WIDTH);

  add(kind: number, { streams, neoCredits, llmCost, neoCost }: Omit<SpendCell, "at">): void {
    const at = (this.#places.get(kind) ?? this.#place(kind)) * WIDTH;
    const sums = this.#sums;
    sums[at] = (sums[at] as number) + streams;
    sums[at + 1] = (sums[at + 1] as number) + neoCredits;
    sums[at + 2] = (sums[at + 2] as number) + llmCost;
    sums[at + 3] = (sums[at + 3] as number) + neoCost;
  }

  /** addTo adds the day to a table, in the group of each kind; a kind whose group is negative is left out. */
  addTo(table: SumsTable, groups: Int32Array, marks: KindMarks): void {
    const kinds = this.#kinds;
    const sums = this.#sums;
    for (let place = 0, at = 0; place < this.#places.size; place++, at += WIDTH) {
      const kind = kinds[place] as number;
      const group = groups[kind] as number;
      const streams = sums[at] as number;
      if (group < 0 || streams === 0) continue;
      table.add(group, marks[kind] as number, streams, sums, at);
    }
  }

  #place(kind: number): number {
    const place = this.#places.size;
    this.#places.set(kind, place);
    if (place === this.#kinds.length) {
      this.#kinds = larger(this.#kinds, Int32Array);
      this.#sums = larger(this.#sums, Float64Array);
    }
    this.#kinds[place] = kind;
    return place;
  }
}

function larger<T extends Int32Array | Float64Array>(list: T, of: new (length: number) => T): T {
  const next = new of(list.length * 2);
  next.set(list);
  return next;
}
