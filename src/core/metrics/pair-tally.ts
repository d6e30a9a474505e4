import { pairHash } from "../engine/columns/pair-table.ts";

const FREE = 0xffff_ffff;

/**
 * PairTally keeps a count and a sum for each (group, task) pair that has rows. A pair whose count fell to zero is
 * dropped when the table next grows, so that tasks long gone take no room.
 */
export class PairTally {
  counts = new Int32Array(64);
  sums = new Float64Array(64);
  #firsts = new Uint32Array(64).fill(FREE);
  #seconds = new Uint32Array(64);
  #filled = 0;

  /** at returns the pair's place in `counts` and `sums`, good until the next call. */
  at(first: number, second: number): number {
    let place = this.#place(first, second);
    if (this.#firsts[place] !== FREE) return place;
    if (this.#filled * 2 >= this.#firsts.length) {
      this.#rebuild();
      place = this.#place(first, second);
    }
    this.#filled++;
    this.#firsts[place] = first;
    this.#seconds[place] = second;
    return place;
  }

  clear(): void {
    this.#filled = 0;
    this.#firsts.fill(FREE);
    this.counts.fill(0);
    this.sums.fill(0);
  }

  #place(first: number, second: number): number {
    const mask = this.#firsts.length - 1;
    let place = pairHash(first, second) & mask;
    for (;;) {
      const held = this.#firsts[place];
      if (held === FREE || (held === first && this.#seconds[place] === second)) return place;
      place = (place + 1) & mask;
    }
  }

  #rebuild(): void {
    const { counts, sums } = this;
    const firsts = this.#firsts;
    const seconds = this.#seconds;
    let live = 0;
    for (const count of counts) if (count > 0) live++;
    let size = 64;
    while (size < live * 4) size *= 2;
    this.counts = new Int32Array(size);
    this.sums = new Float64Array(size);
    this.#firsts = new Uint32Array(size).fill(FREE);
    this.#seconds = new Uint32Array(size);
    this.#filled = live;
    for (let old = 0; old < firsts.length; old++) {
      if ((counts[old] as number) === 0) continue;
      const place = this.#place(firsts[old] as number, seconds[old] as number);
      this.#firsts[place] = firsts[old] as number;
      this.#seconds[place] = seconds[old] as number;
      this.counts[place] = counts[old] as number;
      this.sums[place] = sums[old] as number;
    }
  }
}
