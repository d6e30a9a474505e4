/** Least is what a group must come to before it can be a suspect: most groups are below, and need not be looked at. */
export interface Least {
  /** In the metric's numerator; its denominator is a whole number from 1 on. */
  readonly n: number;
  readonly streams: number;
}

/** leastOf is Least for n × scale / d that has to come to a level; a shade below it, since doubles are rounded. */
export function leastOf(level: number, scale: number, streams: number): Least {
  const n = level >= 0 ? (level / scale) * (1 - 1e-12) : Number.NEGATIVE_INFINITY;
  return { n, streams: Math.max(1, streams) };
}
