const BLOCK = 512;
const FEW = 8;

/** Block is a short sorted list in a typed array, so that a value in its midst is moved and nothing is allocated. */
class Block {
  length = 0;
  values = new Float64Array(FEW);

  get last(): number {
    return this.values[this.length - 1] as number;
  }

  /** place is where the first value lies that is not below `value`. */
  place(value: number): number {
    const { values } = this;
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((values[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  insert(place: number, value: number): void {
    if (this.length === this.values.length) this.#widen(this.length * 2);
    const { values } = this;
    for (let each = this.length++; each > place; each--) values[each] = values[each - 1] as number;
    values[place] = value;
  }

  remove(place: number): void {
    const { values } = this;
    const last = --this.length;
    for (let each = place; each < last; each++) values[each] = values[each + 1] as number;
  }

  /** halve takes out the greater half and returns it. */
  halve(): Block {
    const greater = new Block();
    const half = this.length >> 1;
    greater.take(this.values.subarray(half, this.length));
    this.length = half;
    return greater;
  }

  /** take puts values behind its own. */
  take(more: Float64Array): void {
    const length = this.length + more.length;
    if (length > this.values.length) this.#widen(Math.max(length, this.values.length * 2));
    this.values.set(more, this.length);
    this.length = length;
  }

  #widen(size: number): void {
    const wider = new Float64Array(size);
    wider.set(this.values);
    this.values = wider;
  }
}

/**
 * SortedValues is a sorted list of numbers that takes and gives back single values quickly at any size: blocks of at most
 * 512 values, so that an insertion moves one block and not the whole list. Percentiles read from it are exact.
 */
export class SortedValues {
  readonly #blocks: Block[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(value: number): void {
    this.#size++;
    const at = Math.min(this.#blockOf(value), this.#blocks.length - 1);
    let block = this.#blocks[at];
    if (block === undefined) {
      block = new Block();
      this.#blocks.push(block);
    }
    block.insert(block.place(value), value);
    if (block.length > BLOCK) this.#blocks.splice(at + 1, 0, block.halve());
  }

  /** remove takes back one value that was added before. */
  remove(value: number): void {
    const at = this.#blockOf(value);
    const block = this.#blocks[at];
    const place = block?.place(value) ?? 0;
    if (block === undefined || place === block.length || block.values[place] !== value) {
      throw new Error(`the value ${value} was never added and cannot be taken back`);
    }
    block.remove(place);
    this.#size--;
    const next = this.#blocks[at + 1];
    if (block.length === 0) this.#blocks.splice(at, 1);
    else if (next !== undefined && block.length + next.length < BLOCK / 2) {
      block.take(next.values.subarray(0, next.length));
      this.#blocks.splice(at + 1, 1);
    }
  }

  /** percentile is the smallest value that at least `percent` of the values do not exceed (nearest rank); NaN if empty. */
  percentile(percent: number): number {
    if (this.#size === 0) return Number.NaN;
    let rank = rankOf(percent, this.#size);
    for (const block of this.#blocks) {
      if (rank < block.length) return block.values[rank] as number;
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
      if ((this.#blocks[middle] as Block).last < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** rankOf is the place, from 0, of a percentile among `size` sorted values (nearest rank). */
export function rankOf(percent: number, size: number): number {
  return Math.max(0, Math.ceil((percent * size) / 100) - 1);
}
