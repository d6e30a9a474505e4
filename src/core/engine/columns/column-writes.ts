/** Column is a typed array with one entry for each slot. */
type Column = Float64Array | Uint32Array | Uint8Array;

/** widened copies a column into a longer one. */
export function widened<T extends Column | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** write puts values side by side into a column, from a slot on. */
export function write(to: Float64Array, first: number, values: ArrayLike<number>): void {
  for (let at = 0; at < values.length; at++) to[first + at] = values[at] as number;
}

/** writeRounded puts values side by side into a column, each rounded; NaN for one that is not told. */
export function writeRounded(
  to: Float64Array,
  first: number,
  values: ArrayLike<number | null>,
  rounded: (value: number) => number,
): void {
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? null;
    to[first + at] = value === null ? Number.NaN : rounded(value);
  }
}

/** pick puts the values of some slots of another column side by side into one, from a slot on. */
export function pick(to: Column, first: number, from: Column, slots: Uint32Array): void {
  if (from.length === 0) return;
  for (let at = 0; at < slots.length; at++) to[first + at] = from[slots[at] as number] as number;
}

/** translate is pick for numbers that stand for something else here: each is looked up once. */
export function translate(
  to: Uint32Array,
  first: number,
  from: Uint32Array,
  slots: Uint32Array,
  ownOf: (code: number) => number,
): void {
  if (from.length === 0) return;
  const known: number[] = [];
  for (let at = 0; at < slots.length; at++) {
    const code = from[slots[at] as number] as number;
    known[code] ??= ownOf(code);
    to[first + at] = known[code] as number;
  }
}
