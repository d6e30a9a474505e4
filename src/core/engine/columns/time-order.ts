import type { Columns } from "./columns.ts";

/** TimeAxis is which of a stream's two times a rule counts by. */
export type TimeAxis = "created_at" | "finished_at";

/** TimeOrder holds all slots sorted by one of their times; dead slots stay in it and are passed over. */
export class TimeOrder {
  #slots = new Uint32Array(0);
  #length = 0;
  readonly #columns: Columns;
  readonly #axis: "createdAt" | "finishedAt";

  constructor(columns: Columns, axis: TimeAxis) {
    this.#columns = columns;
    this.#axis = axis === "created_at" ? "createdAt" : "finishedAt";
  }

  /** times returns the times by slot. */
  get times(): Float64Array {
    return this.#columns[this.#axis];
  }

  get slots(): Uint32Array {
    return this.#slots;
  }

  /** after returns the place of the first slot whose time is later than `time`. */
  after(time: number): number {
    const times = this.times;
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((times[this.#slots[middle] as number] as number) > time) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /**
   * insert puts the slots `from` to `to` (exclusive) in their places. Only what lies later than the earliest of
   * them is moved, in one pass from the end. It returns the slots, earliest first.
   */
  insert(from: number, to: number): Uint32Array {
    const times = this.times;
    const added = sortedByTime(from, to, times);
    this.#reserve(this.#length + added.length);
    const slots = this.#slots;
    let read = this.#length;
    let write = this.#length + added.length;
    this.#length = write;
    for (let next = added.length - 1; next >= 0; next--) {
      const slot = added[next] as number;
      const time = times[slot] as number;
      const end = read;
      while (read > 0 && (times[slots[read - 1] as number] as number) > time) read--;
      if (end > read) slots.copyWithin(write - (end - read), read, end);
      write -= end - read + 1;
      slots[write] = slot;
    }
    return added;
  }

  #reserve(length: number): void {
    if (length <= this.#slots.length) return;
    const wider = new Uint32Array(Math.max(1024, length, this.#slots.length * 2));
    wider.set(this.#slots);
    this.#slots = wider;
  }
}

function sortedByTime(from: number, to: number, times: Float64Array): Uint32Array {
  const slots = new Uint32Array(to - from);
  let sorted = true;
  for (let slot = from; slot < to; slot++) {
    slots[slot - from] = slot;
    if (slot > from && (times[slot] as number) < (times[slot - 1] as number)) sorted = false;
  }
  if (sorted) return slots;
  if (slots.length >= MANY) return sortedByDigits(slots, times);
  return slots.sort((a, b) => (times[a] as number) - (times[b] as number));
}

/** From so many slots on counting digits is quicker than comparing. */
const MANY = 4_096;
const DIGITS = 2 ** 16;

/** A start's million rows at once: two passes for times within seven weeks, each leaving the order of the one before where it is even. */
function sortedByDigits(slots: Uint32Array, times: Float64Array): Uint32Array {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < slots.length; at++) {
    const time = times[slots[at] as number] as number;
    if (time < low) low = time;
    if (time > high) high = time;
  }
  let sorted = slots;
  for (let unit = 1; unit <= high - low; unit *= DIGITS) {
    const digits = new Uint16Array(sorted.length);
    // A typed array keeps the lowest bits of what is written to it.
    for (let at = 0; at < sorted.length; at++) {
      digits[at] = Math.floor(((times[sorted[at] as number] as number) - low) / unit);
    }
    sorted = sortedByDigit(sorted, digits);
  }
  return sorted;
}

function sortedByDigit(slots: Uint32Array, digits: Uint16Array): Uint32Array {
  const places = new Uint32Array(DIGITS + 1);
  for (let at = 0; at < digits.length; at++) {
    const next = (digits[at] as number) + 1;
    places[next] = (places[next] as number) + 1;
  }
  for (let digit = 1; digit < DIGITS; digit++) {
    places[digit] = (places[digit] as number) + (places[digit - 1] as number);
  }
  const sorted = new Uint32Array(slots.length);
  for (let at = 0; at < slots.length; at++) {
    const digit = digits[at] as number;
    const place = places[digit] as number;
    sorted[place] = slots[at] as number;
    places[digit] = place + 1;
  }
  return sorted;
}
