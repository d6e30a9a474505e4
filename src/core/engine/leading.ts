/** leading picks the first `most` of slots by an order, in that order, looking at each slot once: a window may hold a million. */
export function leading(
  slots: Iterable<number>,
  most: number,
  compare: (a: number, b: number) => number,
): readonly number[] {
  const kept: number[] = [];
  for (const slot of slots) {
    const last = kept[kept.length - 1];
    if (kept.length === most && (last === undefined || compare(slot, last) >= 0)) continue;
    if (kept.length === most) kept.pop();
    kept.splice(placeOf(slot, kept, compare), 0, slot);
  }
  return kept;
}

function placeOf(
  slot: number,
  kept: readonly number[],
  compare: (a: number, b: number) => number,
): number {
  let [low, high] = [0, kept.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(slot, kept[middle] as number) < 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
