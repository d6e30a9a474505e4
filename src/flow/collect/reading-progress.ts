import type { Clock, UsageApi } from "../../core/ports/index.ts";
import type { CollectProgress } from "./result.ts";
import type { ReadWindow } from "./windows.ts";

/** ProgressParts is what progress is told with. */
export interface ProgressParts {
  readonly account: string;
  readonly api: Pick<UsageApi, "page">;
  readonly clock: Clock;
  readonly tell: (progress: CollectProgress) => void;
}

/** ReadingProgress tells how far a reading of many days has come, from poll to poll, and when it is likely to end. */
export class ReadingProgress {
  readonly #parts: ProgressParts;
  #reading: { readonly expectedRows: number; readonly startedAt: number } | null = null;
  #rows = 0;
  #pages = 0;

  constructor(parts: ProgressParts) {
    this.#parts = parts;
  }

  /** begin asks how many rows the spans have; a reading that is under way goes on. */
  async begin(spans: readonly ReadWindow[], signal: AbortSignal): Promise<void> {
    if (this.#reading || spans.length === 0) return;
    const { api, clock } = this.#parts;
    let expectedRows = 0;
    for (const span of spans) {
      expectedRows += (await api.page({ ...span, offset: 0, limit: 1 }, signal)).total;
    }
    this.#reading = { expectedRows, startedAt: clock.now() };
    this.#rows = 0;
    this.#pages = 0;
    this.#report(false);
  }

  page(rows: number): void {
    this.#rows += rows;
    this.#pages += 1;
    this.#report(false);
  }

  end(): void {
    this.#report(true);
    this.#reading = null;
  }

  #report(done: boolean): void {
    if (!this.#reading) return;
    this.#parts.tell({
      account: this.#parts.account,
      rows: this.#rows,
      expectedRows: this.#reading.expectedRows,
      pages: this.#pages,
      done,
      etaMs: done ? 0 : this.#etaMs(this.#reading),
    });
  }

  /** Rows tell it best; days are read at very different speeds. Repeated sweeps can bring more rows than expected. */
  #etaMs(reading: { readonly expectedRows: number; readonly startedAt: number }): number | null {
    if (this.#rows === 0) return null;
    const left = Math.max(reading.expectedRows - this.#rows, 0);
    return Math.round(((this.#parts.clock.now() - reading.startedAt) / this.#rows) * left);
  }
}
