/** Grid is the moments a backtest evaluates at, ms since the epoch: whole multiples of the step from `first` to `last`. */
export interface Grid {
  readonly first: number;
  readonly last: number;
  readonly stepMs: number;
}

/**
 * gridOf lays the ticks from the first at which the first row is known to one step past the first at which the last is:
 * what waits for a tick more (a group's wait, a short `for`) still gets it. `from` and `to` narrow it.
 */
export function gridOf(
  ended: { readonly first: number; readonly last: number },
  stepMs: number,
  narrowed: { readonly from?: number | undefined; readonly to?: number | undefined } = {},
): Grid {
  const first = atOrAfter(narrowed.from ?? ended.first, stepMs);
  const end =
    narrowed.to === undefined
      ? atOrAfter(ended.last, stepMs) + stepMs
      : Math.floor(narrowed.to / stepMs) * stepMs;
  return { first, last: Math.max(first, end), stepMs };
}

/** ticksIn is how many ticks a grid has. */
export function ticksIn({ first, last, stepMs }: Grid): number {
  return Math.round((last - first) / stepMs) + 1;
}

/** tickOf is the number of the tick at which a row that ended at a moment is known; negative for history. */
export function tickOf({ first, stepMs }: Grid, finishedAt: number): number {
  return finishedAt < first ? -1 : Math.ceil((finishedAt - first) / stepMs);
}

function atOrAfter(moment: number, stepMs: number): number {
  return Math.ceil(moment / stepMs) * stepMs;
}
