import type { Clock, Views } from "../../core/ports/index.ts";
import { SpendBook, type SpendLine, type SpendQuery } from "../../core/views/index.ts";

/** SpendParts are what spend is added up from. */
export interface SpendParts {
  readonly views: Pick<Views, "spend" | "changes">;
  readonly clock: Clock;
  readonly settings: () => { readonly timezone: string; readonly retentionMs: number };
}

/** Spend tells exactly what was spent, as the ledger has it now. */
export interface Spend {
  read(query: SpendQuery): Promise<readonly SpendLine[]>;
  /** The first moment of the day that a moment lies in, and of the day after, ms since the epoch. */
  dayOf(at: number): { readonly from: number; readonly to: number };
}

interface Kept {
  readonly book: SpendBook;
  readonly timezone: string;
  seq: number;
}

/**
 * createSpend keeps the sums in memory: a day is added up when it is first asked for, in a statement of its own so that nobody waits for all of
 * them, and from then on they follow the journal. A changed zone, or a journal that went far ahead, begins anew.
 */
export function createSpend({ views, clock, settings }: SpendParts): Spend {
  let kept = begin();
  let turn: Promise<unknown> = Promise.resolve();

  function begin(): Kept {
    const { timezone } = settings();
    return { book: new SpendBook(timezone), timezone, seq: 0 };
  }

  /** Brings what is held to a place of the journal, or its head; false where that is not worth it and everything begins anew. */
  async function follow(head?: number): Promise<boolean> {
    const came = await views.changes(kept.seq, head);
    if (came === null) {
      kept = begin();
      return false;
    }
    kept.book.follow(came.changes);
    kept.seq = came.head;
    return true;
  }

  /** Days before what is still kept whole are gone from the ledger, or soon will be. */
  function firstKept(): number {
    const oldest = clock.now() - settings().retentionMs;
    const { from, to } = kept.book.dayOf(oldest);
    return from < oldest ? to : from;
  }

  /** Streams that claim to be of tomorrow or later are told apart by their moments: they are few. */
  async function start(): Promise<void> {
    const { to } = kept.book.dayOf(clock.now());
    const { cells, head } = await views.spend({ from: to, to: null }, true);
    kept.book.put(to, cells);
    kept.seq = head;
  }

  /** Adds up one day more; false where everything began anew. */
  async function reachBack(): Promise<boolean> {
    const day = kept.book.dayOf(kept.book.from - 1);
    const { cells, head } = await views.spend(day, false);
    // The day is as of then: the others are brought there first.
    if (!(await follow(head))) return false;
    kept.book.put(day.from, cells);
    return true;
  }

  async function bookFrom(from: number): Promise<SpendBook> {
    if (kept.timezone !== settings().timezone) kept = begin();
    for (let held = false; !held; ) {
      if (kept.book.from === Number.POSITIVE_INFINITY) await start();
      held = await follow();
      const first = Math.max(kept.book.dayOf(from).from, firstKept());
      while (held && kept.book.from > first) held = await reachBack();
    }
    kept.book.forget(firstKept());
    return kept.book;
  }

  return {
    dayOf: (at) => kept.book.dayOf(at),
    read: (query) => {
      const result = turn.then(async () => (await bookFrom(query.from)).read(query));
      turn = result.catch(() => undefined);
      return result;
    },
  };
}
