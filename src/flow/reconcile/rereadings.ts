import type { TimeSpan } from "../../core/ports/index.ts";
import { DAY_MS } from "../collect/windows.ts";
import type { Audits } from "./audits.ts";
import type { ReconcileContext } from "./context.ts";
import type { CountProbes } from "./count-probes.ts";
import { readWindow } from "./read-window.ts";
import { firstPart, nextTurn } from "./rotation.ts";

/** At most so many rows are read at once, ten pages: a poll waits no longer, and the pace is kept. */
const PART_ROWS = 2_000;

type Timing = Pick<ReconcileContext, "span" | "clock" | "book" | "account">;

/**
 * Rereadings reads windows again part by part: first where a count differs and halving did not find out why, then days whose
 * sums differ, then days whose turn it is.
 */
export class Rereadings {
  readonly #probes: CountProbes;
  readonly #audits: Audits;

  constructor(probes: CountProbes, audits: Audits) {
    this.#probes = probes;
    this.#audits = audits;
  }

  /** due tells whether there is a window to read. */
  due(timing: Timing): boolean {
    return this.#next(timing) !== null;
  }

  /** step reads a part of the next one. */
  async step(context: ReconcileContext): Promise<void> {
    const window = this.#next(context);
    if (!window) return;
    const [rows = 0] = await context.ledger.counts(context.account.name, [window]);
    await readWindow(context, firstPart(window, rows, PART_ROWS));
  }

  #next(timing: Timing): TimeSpan | null {
    const { book, span, clock, account } = timing;
    for (const { window, since } of this.#probes.unclear(timing)) {
      const part = book.untried(window, since - 1);
      if (part) return part;
    }
    for (const { day, since } of this.#audits.toRead(timing)) {
      const part = book.untried({ from: day, to: day + DAY_MS }, since - 1);
      if (part) return part;
    }
    const { agreeing } = this.#audits;
    const { rereadEveryMs } = account;
    return nextTurn(book, span, { now: clock.now(), rereadEveryMs, agreeing });
  }
}
