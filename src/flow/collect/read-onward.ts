import type { Checkpoint } from "../../core/ports/index.ts";
import type { CollectParts } from "./collect-parts.ts";
import type { Reach } from "./reach.ts";
import { unprovenText } from "./read-behind.ts";
import type { WindowReader } from "./window-reader.ts";
import { dayWindows, historyStart, onwardFrom } from "./windows.ts";

/** After so many polls that could not prove an account's first window, its history is read all the same. */
const BEGIN_AFTER_POLLS = 3;

/**
 * readOnward reads to now: with the first poll the newest day, then from the frontier on in day windows, oldest first,
 * which are many only after a downtime. A window that cannot be proven does not keep later ones from being read.
 */
export async function readOnward(
  parts: CollectParts,
  reach: Reach,
  reader: WindowReader,
  at: { readonly now: number; readonly checkpoint: Checkpoint },
): Promise<readonly string[]> {
  const { account } = parts;
  const { now, checkpoint } = at;
  const { frontier } = reach.edges;
  const { readFrom } = reach;
  const start = historyStart({ ...account, now, readyAt: checkpoint.readyAt });
  const from = onwardFrom({ ...account, now, start, readFrom, frontier });
  const first = frontier === null;
  const wrong: string[] = [];
  for (const window of first ? [{ from, to: now }] : dayWindows(from, now)) {
    const proof = await reader.read(window, {
      ...reach.closing(window, { frontier: window.to, ...(first ? { back: from } : {}) }),
      ...(first ? { followedFrom: now } : {}),
    });
    reach.onward(window, { complete: proof.complete, newest: window.to === now, now });
    if (!proof.complete) wrong.push(unprovenText(window, proof.detail));
  }
  if (reach.edges.frontier === null) await beginAnyway(parts, reach, { from, to: now });
  return wrong;
}

/**
 * An API whose newest day never adds up must not keep an account's history from being read, and the account from being
 * evaluated, for ever: its alerts then say that their numbers have gaps. The close is empty, so it retracts nothing.
 */
async function beginAnyway(
  { account: { name: account }, ledger, log }: CollectParts,
  reach: Reach,
  { from, to: now }: { readonly from: number; readonly to: number },
): Promise<void> {
  reach.fruitlessPolls += 1;
  if (reach.fruitlessPolls < BEGIN_AFTER_POLLS) return;
  const none = { from, to: from, seen: new Set<string>() };
  const close = { ...none, watermark: from, readFrom: from, followedFrom: now };
  await ledger.writePage({ account, streams: [], seenAt: now, close });
  reach.onward(none, { complete: true, newest: false, now });
  log.warn("the account is evaluated although its newest rows cannot be proven complete", {
    account,
    polls: reach.fruitlessPolls,
  });
}
