/** MOST is the number of windows above which their places are not kept: those of every minute of a month would fill the memory. */
const MOST = 1_024;

/**
 * EarlierPlaces keeps, for each group looked at of late, where its earlier windows began in its series. A moment later they begin
 * at the same rows or a few after them, so that each place is found from the last one. They are hints: none need be right.
 */
export class EarlierPlaces {
  readonly #windows: number;
  readonly #keepMs: number;
  #until = Number.NEGATIVE_INFINITY;
  #recent = new Map<number, Int32Array>();
  #older = new Map<number, Int32Array>();

  /** For so many windows at most; groups not looked at for `keepMs` to twice that are let go of. */
  constructor(windows: number, keepMs: number) {
    this.#windows = windows;
    this.#keepMs = keepMs;
  }

  /** of returns the group's places, to be read and written, -1 where none is known. */
  of(group: number, at: number): Int32Array {
    this.#age(at);
    let places = this.#recent.get(group);
    if (places === undefined) {
      places = this.#older.get(group) ?? new Int32Array(this.#windows).fill(-1);
      if (this.#windows <= MOST) this.#recent.set(group, places);
    }
    return places;
  }

  #age(at: number): void {
    if (at < this.#until) return;
    this.#until = at + this.#keepMs;
    this.#older = this.#recent;
    this.#recent = new Map();
  }
}
