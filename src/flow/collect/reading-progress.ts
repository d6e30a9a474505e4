import type { Clock } from "../../core/ports/index.ts";
import type { CollectProgress } from "./result.ts";

/** ReadingProgress tells how far a long reading has come, and when it is likely to end. */
export class ReadingProgress {
  readonly #account: string;
  readonly #expectedRows: number;
  readonly #clock: Clock;
  readonly #startedAt: number;
  readonly #tell: (progress: CollectProgress) => void;
  #rows = 0;
  #pages = 0;

  constructor(
    account: string,
    expectedRows: number,
    clock: Clock,
    tell: (progress: CollectProgress) => void,
  ) {
    this.#account = account;
    this.#expectedRows = expectedRows;
    this.#clock = clock;
    this.#startedAt = clock.now();
    this.#tell = tell;
    this.#report(false);
  }

  page(rows: number): void {
    this.#rows += rows;
    this.#pages += 1;
    this.#report(false);
  }

  end(): void {
    this.#report(true);
  }

  #report(done: boolean): void {
    this.#tell({
      account: this.#account,
      rows: this.#rows,
      expectedRows: this.#expectedRows,
      pages: this.#pages,
      done,
      etaMs: done ? 0 : this.#etaMs(),
    });
  }

  /** Rows tell it best; days are read at very different speeds. Repeated sweeps can bring more rows than expected. */
  #etaMs(): number | null {
    if (this.#rows === 0) return null;
    const left = Math.max(this.#expectedRows - this.#rows, 0);
    return Math.round(((this.#clock.now() - this.#startedAt) / this.#rows) * left);
  }
}
