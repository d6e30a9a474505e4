import type { LedgerRow } from "../../core/stream.ts";
import { type Grid, tickOf, ticksIn } from "./grid.ts";

/** Arrivals hands out rows in the order of the ticks that they are known at. */
export interface Arrivals {
  /** Rows that had ended before the stretch that is looked at: they fill the windows, and tell nothing themselves. */
  readonly history: readonly LedgerRow[];
  /** The rows that become known at a tick, in the order that they came in. */
  at(tick: number): readonly LedgerRow[];
}

/**
 * arrivalsOf sorts rows by tick; those that end after the last are never known. With `narrowed`, rows from before the
 * first tick are history; without, the first row's own tick is the first.
 */
export function arrivalsOf(rows: readonly LedgerRow[], grid: Grid, narrowed = false): Arrivals {
  const count = ticksIn(grid);
  // Sorted by counting: a million rows in two passes and no comparison.
  const ends = new Uint32Array(count + 2);
  const places = Int32Array.from(rows, ({ finishedAt }) => place(grid, finishedAt, narrowed));
  for (const at of places) if (at < count) ends[at + 2] = (ends[at + 2] as number) + 1;
  for (let at = 1; at < ends.length; at++) {
    ends[at] = (ends[at] as number) + (ends[at - 1] as number);
  }
  const order = new Uint32Array(ends[count + 1] as number);
  places.forEach((at, index) => {
    if (at >= count) return;
    const next = ends[at + 1] as number;
    order[next] = index;
    ends[at + 1] = next + 1;
  });
  const between = (from: number, to: number) =>
    Array.from(order.subarray(from, to), (index) => rows[index] as LedgerRow);
  return {
    history: between(0, ends[0] as number),
    at: (tick) => between(ends[tick] as number, ends[tick + 1] as number),
  };
}

function place(grid: Grid, finishedAt: number, narrowed: boolean): number {
  const tick = tickOf(grid, finishedAt);
  return tick < 0 && !narrowed ? 0 : tick;
}
