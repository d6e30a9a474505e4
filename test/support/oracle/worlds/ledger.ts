import { createEngine, type Engine } from "../../../../src/core/engine/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { type Configured, timeOf } from "../moment.ts";

const BY_END = { time: "finished_at" } as const;

/** Ledger is the rows of a world as they are now, and which of them no tick has told as news yet. */
export class Ledger {
  readonly #rows = new Map<number, LedgerRow>();
  readonly #news = new Set<number>();

  get rows(): readonly LedgerRow[] {
    return [...this.#rows.values()];
  }

  get news(): ReadonlySet<number> {
    return this.#news;
  }

  put(rows: readonly LedgerRow[], news: boolean): void {
    for (const row of rows) {
      this.#rows.set(row.rowNo, row);
      if (news && !row.retracted) this.#news.add(row.rowNo);
    }
  }

  /** ticked notes that the rows that have ended by now have had their tick. */
  ticked(at: number): void {
    for (const row of this.#rows.values()) {
      if (row.retracted || timeOf(row, BY_END) <= at) this.#news.delete(row.rowNo);
    }
  }

  /** engineOf builds an engine from nothing but these rows, in another order than they came in. */
  engineOf(world: Configured): Engine {
    const engine = createEngine(world);
    const rows = this.rows.toReversed();
    const isNews = ({ rowNo }: LedgerRow) => this.#news.has(rowNo);
    engine.put(
      rows.filter((row) => !isNews(row)),
      false,
    );
    engine.put(rows.filter(isNews), true);
    return engine;
  }
}
