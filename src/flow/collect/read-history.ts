import type { Checkpoint } from "../../core/ports/index.ts";
import type { CollectParts } from "./collect-parts.ts";
import type { Reach } from "./reach.ts";
import { unprovenText } from "./read-behind.ts";
import type { WindowReader } from "./window-reader.ts";
import { dayBefore, historyStart } from "./windows.ts";

/** For so long a poll reads history before it returns, so that what is new is read and evaluated in between. */
const SLICE_MS = 5_000;

/** HistoryRead is what a poll did with the history; `more` says that days are left. */
export interface HistoryRead {
  readonly wrong: readonly string[];
  readonly ready: boolean;
  readonly more: boolean;
}

/**
 * readHistory reads the days before what is read, newest first, for a while: today's budgets are right within seconds,
 * older days follow. Every day moves the stored `readFrom`, so that it goes on from there wherever it is
 * stopped. One day is read in any case: where the API is slow, reading on must not take all of a poll's time.
 */
export async function readHistory(
  parts: CollectParts,
  reach: Reach,
  reader: WindowReader,
  at: { readonly now: number; readonly checkpoint: Checkpoint },
): Promise<HistoryRead> {
  const { account, clock } = parts;
  const { readyAt, readFrom } = at.checkpoint;
  const start = historyStart({ ...account, now: at.now, readyAt });
  const wrong: string[] = [];
  let { back } = reach.edges;
  if (back === null) return { wrong, ready: false, more: false };
  for (let days = readFrom === null ? 1 : 0; back > start; days += 1) {
    const isOver = days > 0 && clock.now() - at.now >= SLICE_MS;
    if (isOver) return { wrong, ready: false, more: true };
    const window = dayBefore(back, start);
    const proof = await reader.read(window, reach.closing(window, { back: window.from }));
    reach.backward(window, { complete: proof.complete, now: at.now });
    if (!proof.complete) wrong.push(unprovenText(window, proof.detail));
    back = window.from;
  }
  if (readyAt === null) await markReady(parts);
  return { wrong, ready: readyAt === null, more: false };
}

/** Its own close, and not the last day's, since that may be a gap, or the first window all that there is. */
async function markReady({ account, ledger, clock }: CollectParts): Promise<void> {
  const now = clock.now();
  const close = { from: now, to: now, seen: new Set<string>(), ready: true };
  await ledger.writePage({ account: account.name, streams: [], seenAt: now, close });
}
