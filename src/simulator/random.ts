/** Weighted is something to pick with its weight. */
export type Weighted<T> = readonly [weight: number, item: T];

/**
 * Random is a stream of pseudo-random draws; the same key gives the same draws for ever. The generator is sfc32:
 * 128 bits of state, a few additions and shifts a draw. A class, as each row needs one: methods cost nothing to make.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  constructor(low: number, high: number) {
    [this.#a, this.#b] = [low | 0, high | 0];
    [this.#c, this.#counter] = [low ^ 0x9e3779b9, high ^ 0x85ebca6b];
    for (let round = 0; round < 12; round += 1) this.#word();
  }

  /** A number in [0, 1). */
  next(): number {
    return this.#word() / 4_294_967_296;
  }

  /** A whole number in [0, below). */
  int(below: number): number {
    return Math.floor(this.next() * below);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.int(items.length)] ?? items[0];
  }

  /** Picks in proportion to the weights. */
  weighted<T>(items: readonly [Weighted<T>, ...Weighted<T>[]]): T {
    let whole = 0;
    for (const [weight] of items) whole += weight;
    let rest = this.next() * whole;
    for (const [weight, item] of items) {
      rest -= weight;
      if (rest < 0) return item;
    }
    return items[0][1];
  }

  /** Log-normal: half of the draws lie below `median`; `sigma` is the spread of the logarithm. */
  logNormal(median: number, sigma: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * this.next()));
  }

  /** Pareto: never below `least`; the smaller `alpha`, the heavier the tail. */
  pareto(least: number, alpha: number): number {
    return least / (1 - this.next()) ** (1 / alpha);
  }

  /** Multiplies draws until they fall below e^-mean; means are some rows an hour, larger ones go in parts. */
  poisson(mean: number): number {
    if (mean > 30) return this.poisson(30) + this.poisson(mean - 30);
    const floor = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > floor; product *= this.next()) count += 1;
    return count;
  }

  /** A version 4 UUID made of the draws. */
  uuid(): string {
    const hex = this.#hex() + this.#hex() + this.#hex() + this.#hex();
    const variant = "89ab"[Number.parseInt(hex.charAt(16), 16) & 3];
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  #hex(): string {
    return this.#word().toString(16).padStart(8, "0");
  }

  #word(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}

/** randomOf starts a stream of draws from a text key, such as `7/mira@red.acme.io/491022`. */
export function randomOf(key: string): Random {
  const [low, high] = hash(key);
  return new Random(low, high);
}

/** saltOf folds a text key to 32 bits. */
export function saltOf(key: string): number {
  return hash(key)[0];
}

/**
 * Two FNV-1a hashes side by side with different primes, each with a finishing mix: 64 bits in one pass, so that
 * among millions of keys no two share their draws.
 */
function hash(key: string): [number, number] {
  let [low, high] = [2_166_136_261, 0x3c6ef372];
  for (let at = 0; at < key.length; at += 1) {
    const code = key.charCodeAt(at);
    low = Math.imul(low ^ code, 16_777_619);
    high = Math.imul(high ^ code, 0x5bd1e995);
  }
  return [mixed(low), mixed(high)];
}

function mixed(value: number): number {
  let mix = Math.imul(value ^ (value >>> 16), 2_246_822_507);
  mix = Math.imul(mix ^ (mix >>> 13), 3_266_489_909);
  return (mix ^ (mix >>> 16)) >>> 0;
}
