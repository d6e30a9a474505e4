import type { CollectParts, Findings } from "./collect-parts.ts";
import type { Reach } from "./reach.ts";
import type { WindowReader } from "./window-reader.ts";
import { dayWindows, type ReadWindow } from "./windows.ts";

/**
 * readBack reads everything younger than `settle` again, in day windows: it finds rows that became known hours after
 * their creation, further back than a poll's overlap, and takes back those that vanished.
 */
export async function readBack(
  { account, ledger, clock }: CollectParts,
  reach: Reach,
  reader: WindowReader,
): Promise<Findings> {
  const now = clock.now();
  reach.adopt(await ledger.checkpoint(account.name));
  const { back } = reach.edges;
  if (back === null) {
    const skipped = "nothing is read yet; there is nothing to look back on";
    return { wrong: [], ready: false, more: false, skipped };
  }
  const from = Math.max(now - account.settleMs, back);
  const wrong: string[] = [];
  for (const window of dayWindows(from, now)) {
    const proof = await reader.read(window, reach.closing(window));
    if (proof.complete) reach.wasProven(window);
    else wrong.push(unprovenText(window, proof.detail));
  }
  reach.unprovenBack = wrong.length;
  return { wrong, ready: false, more: false };
}

/** readBehind reads a gap again. */
export async function readBehind(
  reach: Reach,
  reader: WindowReader,
  gap: ReadWindow,
  now: number,
): Promise<readonly string[]> {
  const proof = await reader.read(gap, reach.closing(gap));
  if (proof.complete) {
    reach.wasProven(gap);
    return [];
  }
  reach.wasNot(gap, now);
  return [unprovenText(gap, proof.detail)];
}

/** unprovenText says of which window not all rows are certain to be in the ledger, and why. */
export function unprovenText({ from, to }: ReadWindow, detail: string): string {
  return `${new Date(from).toISOString()} to ${new Date(to).toISOString()}: ${detail}`;
}
