import type {
  Clock,
  Ledger,
  Log,
  PageResult,
  Telemetry,
  UsageApi,
  UsagePage,
} from "../../core/ports/index.ts";
import type { CollectCounts } from "./result.ts";
import { type SweepClosing, sweep } from "./sweep.ts";
import type { SweepProof } from "./sweep-tally.ts";
import type { ReadWindow } from "./windows.ts";

/** A window is read so often before it counts as one that cannot be proven now. */
const SWEEP_TRIES = 3;

/** ReaderParts is what windows are read with. */
export interface ReaderParts {
  readonly account: string;
  readonly api: UsageApi;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly telemetry: Telemetry;
  /** Told of every window that a complete sweep proved, when that sweep began, and how many rows it retracted. */
  readonly onProven?: (window: ReadWindow, at: number, retracted: number) => void;
}

/** WindowReader reads windows for one poll, repeats sweeps that prove nothing, and counts what came of it. */
export class WindowReader {
  readonly counts: { -readonly [K in keyof CollectCounts]: number } = {
    pages: 0,
    rows: 0,
    unreadable: 0,
    added: 0,
    updated: 0,
    unchanged: 0,
    retracted: 0,
  };
  /** Told the number of rows of every page that is stored. */
  onPage: ((rows: number) => void) | null = null;
  readonly #parts: ReaderParts;
  readonly signal: AbortSignal;

  constructor(parts: ReaderParts, signal: AbortSignal) {
    this.#parts = parts;
    this.signal = signal;
  }

  /** read sweeps a window until it is proven complete or was tried often enough. */
  async read(window: ReadWindow, closing: SweepClosing): Promise<SweepProof> {
    const { account, telemetry, log, clock, onProven } = this.#parts;
    const parts = { ...this.#parts, onPage: this.#count };
    for (let tried = 1; ; tried += 1) {
      const startedAt = clock.now();
      const before = this.counts.retracted;
      const proof = await sweep(parts, window, closing, this.signal);
      if (proof.complete) {
        telemetry.count("sweeps_total", { account });
        onProven?.(window, startedAt, this.counts.retracted - before);
        return proof;
      }
      telemetry.count("sweeps_incomplete_total", { account });
      if (tried === SWEEP_TRIES) return proof;
      log.debug("a sweep proved nothing and is repeated", {
        account,
        fault: proof.fault,
        detail: proof.detail,
        tried,
      });
    }
  }

  get changed(): boolean {
    return this.counts.added + this.counts.updated + this.counts.retracted > 0;
  }

  #count = (page: UsagePage, result: PageResult): void => {
    const { account, telemetry } = this.#parts;
    const rows = page.streams.length + page.unreadable.length;
    this.counts.pages += 1;
    this.counts.rows += rows;
    this.counts.unreadable += page.unreadable.length;
    this.counts.added += result.added;
    this.counts.updated += result.changed;
    this.counts.unchanged += result.unchanged;
    this.counts.retracted += result.retracted;
    if (result.added > 0) telemetry.count("rows_added_total", { account }, result.added);
    if (result.changed > 0) telemetry.count("rows_changed_total", { account }, result.changed);
    if (result.retracted > 0) {
      telemetry.count("rows_retracted_total", { account }, result.retracted);
    }
    this.onPage?.(rows);
  };
}
