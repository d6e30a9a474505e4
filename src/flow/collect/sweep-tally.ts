import type { UsagePage } from "../../core/ports/index.ts";

/** SWEEP_FAULTS name why the rows of a sweep do not prove that it is complete. */
export const SWEEP_FAULTS = [
  "total_changed", // the API's own count changed between the first page and the last
  "rows_missing", // fewer distinct rows came than the API counts
  "rows_beyond_total", // more distinct rows came than the API counts
  "unreadable_rows", // rows came that cannot be read
] as const;
export type SweepFault = (typeof SWEEP_FAULTS)[number];

/** SweepProof says whether a sweep is complete, else why not and how the numbers differ. */
export type SweepProof =
  | { readonly complete: true }
  | { readonly complete: false; readonly fault: SweepFault; readonly detail: string };

/** As far past the API's total a sweep follows its `has_more`. */
const SLACK_ROWS = 1000;

/**
 * SweepTally counts what the pages of one sweep held. It relies on no order: a sweep is complete when the distinct rows
 * seen are as many as the API counts, the count stayed the same from first page to last, and every row could be read.
 */
export class SweepTally {
  readonly seen = new Set<string>();
  #rows = 0;
  #firstTotal: number | null = null;
  #totalChanged = false;
  #lastTotal = 0;
  readonly #unreadable: string[] = [];
  #ended = false;

  /** take counts a page; the next page begins at `offset`, unless the sweep has `ended`. */
  take(page: UsagePage): void {
    const before = this.seen.size;
    for (const stream of page.streams) this.seen.add(stream.id);
    const rows = page.streams.length + page.unreadable.length;
    this.#unreadable.push(...page.unreadable);
    // By what came and not by what was asked for: a server may give smaller pages than asked.
    this.#rows += rows;
    this.#firstTotal ??= page.total;
    this.#totalChanged ||= page.total !== this.#firstTotal;
    this.#lastTotal = page.total;
    const more =
      this.#rows < page.total ||
      (page.hasMore && this.seen.size > before && this.#rows < page.total + SLACK_ROWS);
    // An empty page ends it whatever `has_more` says, or a mistaken server could hold a sweep for ever.
    this.#ended = rows === 0 || !more;
  }

  get ended(): boolean {
    return this.#ended;
  }

  get offset(): number {
    return this.#rows;
  }

  get unreadable(): readonly string[] {
    return this.#unreadable;
  }

  /** proof judges the sweep; the faults that a repetition can least mend come first. */
  proof(): SweepProof {
    const total = this.#lastTotal;
    const seen = this.seen.size;
    const wrong = (fault: SweepFault, detail: string): SweepProof => ({
      complete: false,
      fault,
      detail,
    });
    if (this.#unreadable.length > 0) {
      const shown = this.#unreadable.slice(0, 3).join("; ");
      return wrong("unreadable_rows", `${this.#unreadable.length} rows cannot be read: ${shown}`);
    }
    if (this.#totalChanged) {
      return wrong(
        "total_changed",
        `the API's total went from ${this.#firstTotal} to ${total} while it was read`,
      );
    }
    if (seen < total) {
      return wrong("rows_missing", `${seen} distinct rows came, the API counts ${total}`);
    }
    if (seen > total) {
      return wrong("rows_beyond_total", `${seen} distinct rows came, the API counts ${total}`);
    }
    return { complete: true };
  }
}
