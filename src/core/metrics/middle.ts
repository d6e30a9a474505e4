import { compareProducts, type Fraction } from "./exact.ts";

/** Middle is a median before it is halved: the two middle values (the same one where the number is odd) of so many windows. */
export interface Middle {
  readonly windows: number;
  readonly low: Fraction;
  readonly high: Fraction;
}

/** middleOf finds the middle of exact fractions; zero where there are none. */
export function middleOf(values: readonly Fraction[]): Middle {
  const sorted = [...values].sort((a, b) => compareProducts(a.n, b.d, 1, b.n, a.d, 1));
  const windows = sorted.length;
  const low = sorted[(windows - 1) >> 1] ?? { n: 0, d: 1 };
  return { windows, low, high: sorted[windows >> 1] ?? low };
}

/** middleOfWhole is middleOf for whole numbers; it moves them about where they are. */
export function middleOfWhole(values: Float64Array): Middle {
  const windows = values.length;
  if (windows === 0) return { windows, low: { n: 0, d: 1 }, high: { n: 0, d: 1 } };
  const place = (windows - 1) >> 1;
  const low = selected(values, place);
  let high = low;
  if (windows % 2 === 0) {
    // What lies after the place is not below it, and the least of that is the next one.
    high = values[place + 1] as number;
    for (let each = place + 2; each < windows; each++) {
      if ((values[each] as number) < high) high = values[each] as number;
    }
  }
  return { windows, low: { n: low, d: 1 }, high: { n: high, d: 1 } };
}

/**
 * middleOfQuotients is middleOf for n over d, side by side. Division keeps their order, so that doubles find the middle; only where
 * different quotients are the same double are all of them compared. `room` is as long and is written over.
 */
export function middleOfQuotients(n: Float64Array, d: Float64Array, room: Float64Array): Middle {
  for (let each = 0; each < room.length; each++) {
    room[each] = (n[each] as number) / (d[each] as number);
  }
  const { windows, low, high } = middleOfWhole(room);
  const exact = { low: quotientOf(low.n, n, d), high: quotientOf(high.n, n, d) };
  if (exact.low !== null && exact.high !== null) {
    return { windows, low: exact.low, high: exact.high };
  }
  return middleOf(Array.from(n, (each, place) => ({ n: each, d: d[place] as number })));
}

/** The quotient that this double stands for; null where it stands for several, or for none. */
function quotientOf(double: number, n: Float64Array, d: Float64Array): Fraction | null {
  let found: Fraction | null = null;
  for (let each = 0; each < n.length; each++) {
    const [over, under] = [n[each] as number, d[each] as number];
    if (over / under !== double) continue;
    if (found === null) found = { n: over, d: under };
    else if (compareProducts(over, found.d, 1, found.n, under, 1) !== 0) return null;
  }
  return found;
}

/** selected moves the values about until the one at `place` is where sorting would put it (Hoare's quickselect), and returns it. */
export function selected(values: Float64Array, place: number): number {
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    const { left, right } = part(values, from, to);
    if (place <= right) to = right;
    else if (place >= left) from = left;
    else break;
  }
  return values[place] as number;
}

/** Parts a stretch in two: up to `right` nothing is above the pivot, from `left` on nothing is below it. */
function part(values: Float64Array, from: number, to: number): { left: number; right: number } {
  const pivot = values[(from + to) >> 1] as number;
  let left = from;
  let right = to;
  while (left <= right) {
    while ((values[left] as number) < pivot) left++;
    while ((values[right] as number) > pivot) right--;
    if (left > right) break;
    const held = values[left] as number;
    values[left++] = values[right] as number;
    values[right--] = held;
  }
  return { left, right };
}
