import type { SpendKind } from "./spend-cell.ts";
import type { SpendSums } from "./spend-sums.ts";

/** KindMarks say of each kind by its number what its streams count as: MARK's bits. */
export type KindMarks = readonly number[];

const MARK = { wasted: 1, error: 2, byok: 4 } as const;
const WASTED: ReadonlySet<string> = new Set(["error", "failed", "aborted", "blocked"]);
const ERRORS: ReadonlySet<string> = new Set(["error", "failed"]);

/** marksOf says what streams of a kind count as. */
export function marksOf({ status, byok }: SpendKind): number {
  return (
    (WASTED.has(status) ? MARK.wasted : 0) |
    (ERRORS.has(status) ? MARK.error : 0) |
    (byok ? MARK.byok : 0)
  );
}

const WIDTH = 8;

/** SumsTable adds up groups of kinds, each by its number, without an object for each sum. */
export class SumsTable {
  readonly #sums: Float64Array;

  constructor(groups: number) {
    this.#sums = new Float64Array(groups * WIDTH);
  }

  /** add takes the streams of a kind, whose credits, LLM cost and Neo cost follow at `at` in a day's cells. */
  add(group: number, marks: number, streams: number, cells: Float64Array, at: number): void {
    const sums = this.#sums;
    const to = group * WIDTH;
    const neoCredits = cells[at + 1] as number;
    const llmCost = cells[at + 2] as number;
    const neoCost = cells[at + 3] as number;
    sums[to] = (sums[to] as number) + streams;
    sums[to + 1] = (sums[to + 1] as number) + neoCredits;
    sums[to + 2] = (sums[to + 2] as number) + llmCost;
    sums[to + 3] = (sums[to + 3] as number) + neoCost;
    if (marks === 0) return;
    if (marks & MARK.wasted) sums[to + 4] = (sums[to + 4] as number) + neoCredits + neoCost;
    if (marks & MARK.error) sums[to + 5] = (sums[to + 5] as number) + streams;
    if ((marks & MARK.byok) === 0) return;
    sums[to + 6] = (sums[to + 6] as number) + llmCost + neoCost;
    sums[to + 7] = (sums[to + 7] as number) + streams;
  }

  /** of is the sums of a group; null where it has no stream. */
  of(group: number): SpendSums | null {
    const at = group * WIDTH;
    const read = (field: number) => this.#sums[at + field] as number;
    if (read(0) === 0) return null;
    return {
      streams: read(0),
      spend: read(1) + read(3),
      neoCredits: read(1),
      llmCost: read(2),
      neoCost: read(3),
      byokCost: read(6),
      wasted: read(4),
      errors: read(5),
      byokStreams: read(7),
    };
  }
}
