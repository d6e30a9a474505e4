import type {
  Clock,
  Ledger,
  PageResult,
  SweepClose,
  UsageApi,
  UsagePage,
} from "../../core/ports/index.ts";
import { type SweepProof, SweepTally } from "./sweep-tally.ts";
import type { ReadWindow } from "./windows.ts";

const PAGE_ROWS = 200;

/**
 * How much wider than its window a sweep asks, in ms. The API does not say whether `from` and `to` are inclusive, nor to
 * what precision it compares them. Asked wider, a row at either edge is inside whatever the API means, and its
 * neighbour window sees it too; only rows well inside are ever taken for vanished.
 */
const MARGIN_MS = 2_000;

/** SweepParts is what a sweep reads from and writes to. */
export interface SweepParts {
  readonly account: string;
  readonly api: UsageApi;
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Told after every page that is stored. */
  readonly onPage: (page: UsagePage, result: PageResult) => void;
}

/** SweepClosing is what a sweep's close stores beside what the sweep itself knows. */
export type SweepClosing = Omit<SweepClose, "from" | "to" | "seen" | "beganAt">;

/**
 * sweep reads one window page by page and stores every page at once, so that what was read is kept whatever happens next.
 * The last page of a complete sweep carries the close. The next page is fetched while the last one is stored.
 */
export async function sweep(
  parts: SweepParts,
  window: ReadWindow,
  closing: SweepClosing,
  signal: AbortSignal,
): Promise<SweepProof> {
  const { account, api, ledger, clock } = parts;
  const tally = new SweepTally();
  const fetchNext = () =>
    api.page(
      {
        from: window.from - MARGIN_MS,
        to: window.to + MARGIN_MS,
        offset: tally.offset,
        limit: PAGE_ROWS,
      },
      signal,
    );
  const store = async (page: UsagePage, seenAt: number, close?: SweepClose) => {
    const write = { account, streams: page.streams, seenAt };
    parts.onPage(page, await ledger.writePage(close ? { ...write, close } : write));
  };

  const beganAt = clock.now();
  let page = await fetchNext();
  for (;;) {
    signal.throwIfAborted();
    const seenAt = clock.now();
    tally.take(page);
    if (tally.ended) {
      const proof = tally.proof();
      const close = { ...closing, from: window.from, to: window.to, seen: tally.seen, beganAt };
      await store(page, seenAt, proof.complete ? close : undefined);
      return proof;
    }
    page = await both(fetchNext(), store(page, seenAt));
  }
}

/** Neither is left running behind the other's failure: a write that outlives its sweep could meet the next one. */
async function both<T>(fetched: Promise<T>, stored: Promise<void>): Promise<T> {
  const [page, write] = await Promise.allSettled([fetched, stored]);
  if (write.status === "rejected") throw write.reason;
  if (page.status === "rejected") throw page.reason;
  return page.value;
}
