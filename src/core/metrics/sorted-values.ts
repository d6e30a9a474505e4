const BLOCK = 512;

/**
 * SortedValues is a sorted list of numbers that takes and gives back single values quickly at any size: blocks of at most
 * 512 values, so that an insertion moves one block and not the whole list. Percentiles read from it are exact.
 */
export class SortedValues {
  readonly #blocks: number[][] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(value: number): void {
    this.#size++;
    const at = Math.min(this.#blockOf(value), this.#blocks.length - 1);
    const block = this.#blocks[at];
    if (block === undefined) {
      this.#blocks.push([value]);
      return;
    }
    block.splice(placeOf(block, value), 0, value);
    if (block.length > BLOCK) this.#blocks.splice(at + 1, 0, block.splice(BLOCK / 2));
  }

  /** remove takes back one value that was added before. */
  remove(value: number): void {
    const at = this.#blockOf(value);
    const block = this.#blocks[at];
    const place = block === undefined ? 0 : placeOf(block, value);
    if (block === undefined || block[place] !== value) {
      throw new Error(`the value ${value} was never added and cannot be taken back`);
    }
    block.splice(place, 1);
    this.#size--;
    const next = this.#blocks[at + 1];
    if (block.length === 0) this.#blocks.splice(at, 1);
    else if (next !== undefined && block.length + next.length < BLOCK / 2) {
      block.push(...next);
      this.#blocks.splice(at + 1, 1);
    }
  }

  /** percentile is the smallest value that at least `percent` of the values do not exceed (nearest rank); NaN if empty. */
  percentile(percent: number): number {
    if (this.#size === 0) return Number.NaN;
    let rank = rankOf(percent, this.#size);
    for (const block of this.#blocks) {
      if (rank < block.length) return block[rank] as number;
      rank -= block.length;
    }
    return Number.NaN;
  }

  /** The first block whose last value is not below `value`. */
  #blockOf(value: number): number {
    let low = 0;
    let high = this.#blocks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const block = this.#blocks[middle] as number[];
      if ((block[block.length - 1] as number) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** rankOf is the place, from 0, of a percentile among `size` sorted values (nearest rank). */
export function rankOf(percent: number, size: number): number {
  return Math.max(0, Math.ceil((percent * size) / 100) - 1);
}

function placeOf(block: readonly number[], value: number): number {
  let low = 0;
  let high = block.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((block[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
