import type { SpanSums, TimeSpan } from "../core/ports/index.ts";
import type { LedgerRow } from "../core/stream.ts";

type Held = readonly LedgerRow[];

/** countsOf counts the rows in each of the spans. */
export function countsOf(held: Held, spans: readonly TimeSpan[]): readonly number[] {
  return spans.map((span) => within(held, span).length);
}

/** quietMomentsOf finds the middle of the longest time without a row near each of the moments. */
export function quietMomentsOf(
  held: Held,
  near: readonly number[],
  withinMs: number,
): readonly number[] {
  return near.map((at) => {
    const [from, to] = [at - withinMs, at + withinMs];
    const moments = within(held, { from, to }).map((row) => row.createdAt);
    const sorted = [from, ...moments, to].sort((a, b) => a - b);
    const pauses = sorted.slice(1).map((next, i) => [sorted[i] ?? from, next] as const);
    const off = ([start, end]: readonly [number, number]) => Math.abs(start + end - 2 * at);
    pauses.sort((a, b) => b[1] - b[0] - (a[1] - a[0]) || off(a) - off(b));
    const [start, end] = pauses[0] ?? [at, at];
    return Math.trunc((start + end) / 2);
  });
}

/** sumsOf adds up the rows in each of the spans. */
export function sumsOf(held: Held, spans: readonly TimeSpan[]): readonly SpanSums[] {
  return spans.map((span) => {
    const rows = within(held, span);
    const own = rows.filter((row) => row.byok);
    const members = new Map<string, number>();
    for (const { member, neoCredits } of rows) {
      if (member !== null) members.set(member, (members.get(member) ?? 0) + neoCredits);
    }
    return {
      ...span,
      rows: rows.length,
      neoCredits: rows.reduce((sum, row) => sum + row.neoCredits, 0),
      members,
      byok: {
        llmCost: own.reduce((sum, row) => sum + row.llmCost, 0),
        neoCost: own.reduce((sum, row) => sum + row.neoCost, 0),
        streams: own.length,
      },
    };
  });
}

function within(held: Held, { from, to }: TimeSpan): LedgerRow[] {
  return held.filter(({ createdAt }) => createdAt >= from && createdAt < to);
}
