import type { LedgerRow } from "../../core/stream.ts";
import { type Grid, tickOf, ticksIn } from "./grid.ts";
import type { RowSource } from "./row-source.ts";

/** Arrivals hands out rows in the order of the ticks that they are known at. */
export interface Arrivals {
  /** Rows that had ended before the stretch that is looked at: they fill the windows, and tell nothing themselves. */
  history(): Iterable<LedgerRow>;
  /** The rows that become known at a tick, in the order that they came in. */
  at(tick: number): readonly LedgerRow[];
}

/**
 * arrivalsOf sorts rows by tick; those that end after the last are never known. With `narrowed`, rows from before the
 * first tick are history; without, the first row's own tick is the first.
 */
export function arrivalsOf(source: RowSource, grid: Grid, narrowed = false): Arrivals {
  // Sorted by counting: a million rows in two passes and no comparison. Slot 0 is for history, slot n + 1 for tick n.
  const slots = ticksIn(grid) + 1;
  const starts = new Uint32Array(slots + 1);
  const slotOf = new Int32Array(source.size);
  for (let index = 0; index < source.size; index++) {
    const slot = place(grid, source.finishedAt(index), narrowed) + 1;
    const counts = slot >= 0 && slot < slots;
    slotOf[index] = counts ? slot : -1;
    if (counts) starts[slot + 1] = (starts[slot + 1] as number) + 1;
  }
  for (let slot = 1; slot <= slots; slot++) {
    starts[slot] = (starts[slot] as number) + (starts[slot - 1] as number);
  }
  const order = new Uint32Array(starts[slots] as number);
  const next = starts.slice();
  for (let index = 0; index < source.size; index++) {
    const slot = slotOf[index] as number;
    if (slot < 0) continue;
    const at = next[slot] as number;
    order[at] = index;
    next[slot] = at + 1;
  }
  function* rowsIn(slot: number): Generator<LedgerRow> {
    for (let at = starts[slot] as number; at < (starts[slot + 1] as number); at++) {
      const row = source.row(order[at] as number);
      if (row !== null) yield row;
    }
  }
  return { history: () => rowsIn(0), at: (tick) => [...rowsIn(tick + 1)] };
}

/** The tick's number; -1 for history, NaN for a row that does not count. */
function place(grid: Grid, finishedAt: number, narrowed: boolean): number {
  const tick = tickOf(grid, finishedAt);
  return tick < 0 && !narrowed ? 0 : tick;
}
