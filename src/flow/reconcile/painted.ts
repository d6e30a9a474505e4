import type { TimeSpan } from "../../core/ports/index.ts";

/** Stretch is a span of creation times of which something was last known at a moment, ms since the epoch. */
export interface Stretch extends TimeSpan {
  readonly at: number;
}

/**
 * Painted says of creation times when something was last known of them: stretches, oldest first, none touching another
 * of the same moment. What no stretch covers was never known.
 */
export type Painted = readonly Stretch[];

/** painted lays a span over it; where something newer is known already, that stays. */
export function painted(before: Painted, span: TimeSpan, at: number): Painted {
  if (span.from >= span.to) return before;
  const under = before.filter((stretch) => stretch.to > span.from && stretch.from < span.to);
  const edges = under.flatMap(({ from, to }) => [from, to]);
  const cuts = [span.from, ...edges.filter((edge) => edge > span.from && edge < span.to), span.to];
  const pieces = [...new Set(cuts)].sort((left, right) => left - right);
  const laid = pieces.slice(1).map((to, i) => {
    const from = pieces[i] ?? span.from;
    const known = under.find((stretch) => stretch.from <= from && stretch.to >= to);
    return { from, to, at: Math.max(at, known?.at ?? at) };
  });
  return joined([...kept(before, span), ...laid].sort((left, right) => left.from - right.from));
}

function kept(before: Painted, { from, to }: TimeSpan): Stretch[] {
  return before.flatMap((stretch) =>
    [
      { ...stretch, to: Math.min(stretch.to, from) },
      { ...stretch, from: Math.max(stretch.from, to) },
    ].filter((part) => part.from < part.to),
  );
}

/** oldestIn is the earliest moment at which any part of a span was last known; null where some part never was. */
export function oldestIn(all: Painted, span: TimeSpan): number | null {
  let from = span.from;
  let oldest = Number.POSITIVE_INFINITY;
  for (const stretch of all) {
    if (stretch.to <= from || stretch.from >= span.to) continue;
    if (stretch.from > from) return null;
    oldest = Math.min(oldest, stretch.at);
    from = stretch.to;
  }
  return from >= span.to ? oldest : null;
}

/** staleIn is the first part of a span of which nothing newer than a moment is known; null where all of it is newer. */
export function staleIn(all: Painted, span: TimeSpan, notAfter: number): TimeSpan | null {
  const fresh = all.filter((stretch) => stretch.at > notAfter && stretch.to > span.from);
  let from = span.from;
  for (const stretch of fresh) {
    if (stretch.from > from) break;
    from = stretch.to;
  }
  if (from >= span.to) return null;
  const next = fresh.find((stretch) => stretch.from > from)?.from ?? span.to;
  return { from, to: Math.min(next, span.to) };
}

/** forgotten is what is left of it from a moment on. */
export function forgotten(all: Painted, before: number): Painted {
  return all.flatMap((stretch) => {
    if (stretch.to <= before) return [];
    return [stretch.from < before ? { ...stretch, from: before } : stretch];
  });
}

function joined(all: readonly Stretch[]): Painted {
  const stretches: Stretch[] = [];
  for (const stretch of all) {
    const last = stretches.at(-1);
    if (last && last.to === stretch.from && last.at === stretch.at) {
      stretches[stretches.length - 1] = { ...last, to: stretch.to };
    } else {
      stretches.push(stretch);
    }
  }
  return stretches;
}
