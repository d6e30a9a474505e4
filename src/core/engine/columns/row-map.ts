const PAGE = 4096;

/** RowMap finds the slot of a row number. Row numbers grow one by one, so pages of plain integers hold them at 4 bytes each. */
export class RowMap {
  readonly #pages = new Map<number, Int32Array>();
  #size = 0;
  /** The page that was used last: neighbouring rows share it. */
  #lastKey = -1;
  #last: Int32Array | undefined;

  /** Row numbers held. */
  get size(): number {
    return this.#size;
  }

  /** get returns the row's slot, or -1. */
  get(rowNo: number): number {
    const page = this.#page(rowNo);
    return page === undefined ? -1 : (page[rowNo % PAGE] as number) - 1;
  }

  set(rowNo: number, slot: number): void {
    let page = this.#page(rowNo);
    if (page === undefined) {
      page = new Int32Array(PAGE);
      this.#pages.set(this.#lastKey, page);
      this.#last = page;
    }
    if (page[rowNo % PAGE] === 0) this.#size++;
    page[rowNo % PAGE] = slot + 1;
  }

  delete(rowNo: number): void {
    const page = this.#page(rowNo);
    if (page === undefined || page[rowNo % PAGE] === 0) return;
    page[rowNo % PAGE] = 0;
    this.#size--;
  }

  #page(rowNo: number): Int32Array | undefined {
    const key = Math.floor(rowNo / PAGE);
    if (key !== this.#lastKey) {
      this.#lastKey = key;
      this.#last = this.#pages.get(key);
    }
    return this.#last;
  }
}
