/** PairedUp is who belongs to whom, and who is left on either side. */
export interface PairedUp<Want, Got> {
  readonly pairs: readonly (readonly [Want, Got])[];
  readonly restWanted: readonly Want[];
  readonly restGot: readonly Got[];
}

/**
 * pairUp finds for every expected thing one of its own that fits, whatever the order: as many as can fit do (by
 * augmenting paths). What then has none is set beside the most alike of the rest, if it has anything in common.
 */
export function pairUp<Want, Got>(
  wants: readonly Want[],
  gots: readonly Got[],
  fits: (want: Want, got: Got) => boolean,
  likeness: (want: Want, got: Got) => number,
): PairedUp<Want, Got> {
  const takenBy = new Map<number, number>();
  const edges = wants.map((want) => gots.flatMap((got, index) => (fits(want, got) ? [index] : [])));
  const place = (want: number, tried: Set<number>): boolean =>
    (edges[want] ?? []).some((got) => {
      if (tried.has(got)) return false;
      tried.add(got);
      const holder = takenBy.get(got);
      if (holder !== undefined && !place(holder, tried)) return false;
      takenBy.set(got, want);
      return true;
    });
  const placed = wants.map((_, want) => place(want, new Set()));
  const rest = placed.flatMap((is, want) => (is ? [] : [want]));
  for (const { want, got } of mostAlike(rest, wants, gots, takenBy, likeness)) {
    takenBy.set(got, want);
  }
  const gotOf = new Map([...takenBy].map(([got, want]) => [want, got]));
  return {
    pairs: wants.flatMap((want, index) => {
      const got = gotOf.get(index);
      return got === undefined ? [] : [[want, gots[got] as Got] as const];
    }),
    restWanted: wants.filter((_, index) => !gotOf.has(index)),
    restGot: gots.filter((_, index) => !takenBy.has(index)),
  };
}

interface Candidate {
  readonly want: number;
  readonly got: number;
  readonly alike: number;
}

function mostAlike<Want, Got>(
  rest: readonly number[],
  wants: readonly Want[],
  gots: readonly Got[],
  taken: ReadonlyMap<number, number>,
  likeness: (want: Want, got: Got) => number,
): readonly Candidate[] {
  const candidates = rest.flatMap((want) =>
    gots.flatMap((got, index): Candidate[] => {
      const alike = taken.has(index) ? 0 : likeness(wants[want] as Want, got);
      return alike > 0 ? [{ want, got: index, alike }] : [];
    }),
  );
  candidates.sort((a, b) => b.alike - a.alike);
  const wanted = new Set<number>();
  const used = new Set<number>();
  return candidates.filter(({ want, got }) => {
    if (wanted.has(want) || used.has(got)) return false;
    wanted.add(want);
    used.add(got);
    return true;
  });
}
