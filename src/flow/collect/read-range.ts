import type { Findings } from "./collect-parts.ts";
import type { Reach } from "./reach.ts";
import { unprovenText } from "./read-behind.ts";
import type { CollectCounts } from "./result.ts";
import type { WindowReader } from "./window-reader.ts";
import type { ReadWindow } from "./windows.ts";

/** WindowRead is what reading one window again came to. */
export interface WindowRead extends ReadWindow, CollectCounts {
  /** Null where the rows in the ledger are proven to be all that the API has; else why not. */
  readonly unproven: string | null;
}

/**
 * readRange reads windows again by hand, whatever they are: what came late is added, what changed is changed, what a
 * proven window no longer holds is retracted. How far the account is read stays, unless a gap is closed.
 */
export async function readRange(
  windows: readonly ReadWindow[],
  reach: Reach,
  reader: WindowReader,
  tell: (read: WindowRead) => void,
): Promise<Findings> {
  const wrong: string[] = [];
  for (const window of windows) {
    const before = { ...reader.counts };
    const proof = await reader.read(window, reach.closing(window));
    if (proof.complete) reach.wasProven(window);
    else wrong.push(unprovenText(window, proof.detail));
    const { from, to } = window;
    tell({
      from,
      to,
      ...since(before, reader.counts),
      unproven: proof.complete ? null : proof.detail,
    });
  }
  return { wrong, ready: false, more: false };
}

function since(before: CollectCounts, after: CollectCounts): CollectCounts {
  const names = Object.keys(after) as (keyof CollectCounts)[];
  return Object.fromEntries(
    names.map((name) => [name, after[name] - before[name]]),
  ) as unknown as CollectCounts;
}
