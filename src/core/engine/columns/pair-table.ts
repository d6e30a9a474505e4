/** PairTable gives each distinct pair of whole numbers a small number of its own, from 0 on, in typed arrays. */
export class PairTable {
  #places = new Int32Array(64); // id + 1 by hash; 0 is free
  #firsts = new Uint32Array(32);
  #seconds = new Uint32Array(32);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  first(id: number): number {
    return this.#firsts[id] as number;
  }

  second(id: number): number {
    return this.#seconds[id] as number;
  }

  /** find returns the pair's number, or -1. */
  find(first: number, second: number): number {
    return (this.#places[this.#place(first, second)] as number) - 1;
  }

  /** intern returns the pair's number, a new one for a new pair. */
  intern(first: number, second: number): number {
    let place = this.#place(first, second);
    const known = this.#places[place] as number;
    if (known > 0) return known - 1;
    if (this.#size === this.#firsts.length) {
      this.#grow();
      place = this.#place(first, second);
    }
    const id = this.#size++;
    this.#firsts[id] = first;
    this.#seconds[id] = second;
    this.#places[place] = id + 1;
    return id;
  }

  #place(first: number, second: number): number {
    const mask = this.#places.length - 1;
    let place = pairHash(first, second) & mask;
    for (;;) {
      const id = (this.#places[place] as number) - 1;
      if (id < 0 || (this.#firsts[id] === first && this.#seconds[id] === second)) return place;
      place = (place + 1) & mask;
    }
  }

  #grow(): void {
    const size = this.#firsts.length * 2;
    const firsts = new Uint32Array(size);
    const seconds = new Uint32Array(size);
    firsts.set(this.#firsts);
    seconds.set(this.#seconds);
    this.#firsts = firsts;
    this.#seconds = seconds;
    this.#places = new Int32Array(size * 2);
    for (let id = 0; id < this.#size; id++) {
      this.#places[this.#place(firsts[id] as number, seconds[id] as number)] = id + 1;
    }
  }
}

/** pairHash mixes two whole numbers into 32 bits, for open addressing. */
export function pairHash(first: number, second: number): number {
  let hash = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
