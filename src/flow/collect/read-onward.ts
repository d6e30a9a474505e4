import type { CollectParts, Findings } from "./collect-parts.ts";
import type { Reach } from "./reach.ts";
import { readBehind, unprovenText } from "./read-back.ts";
import { ReadingProgress } from "./reading-progress.ts";
import type { WindowReader } from "./window-reader.ts";
import { dayWindows, onwardFrom, type ReadWindow } from "./windows.ts";

/** After so many polls whose newest window could not be proven, the history counts as read, gaps and all. */
const READY_AFTER_POLLS = 3;

/**
 * readOnward reads the gaps that are due, then from the frontier to now in day windows, oldest first, so that a history
 * that broke off goes on where it stopped. A window that cannot be proven does not keep later ones from being read.
 */
export async function readOnward(
  parts: CollectParts,
  reach: Reach,
  reader: WindowReader,
): Promise<Findings> {
  const { account, ledger, clock, telemetry } = parts;
  const now = clock.now();
  const { readyAt, rows } = reach.adopt(await ledger.checkpoint(account.name));
  telemetry.gauge("ledger_rows", rows, { account: account.name });
  const from = onwardFrom({ ...account, now, readyAt, frontier: reach.frontier });
  const windows = dayWindows(from, now);
  const progress =
    windows.length > 1 ? await progressOf(parts, { from, to: now }, reader.signal) : null;
  reader.onPage = (read) => progress?.page(read);

  const wrong: string[] = [];
  let ready = false;
  for (const gap of reach.dueGaps(now)) wrong.push(...(await readBehind(reach, reader, gap, now)));
  for (const window of windows) {
    const newest = window.to === now;
    const ends = newest && readyAt === null;
    const proof = await reader.read(window, {
      ...reach.closing(window, window.to),
      ...(ends ? { ready: true } : {}),
    });
    reach.onward(window, { complete: proof.complete, newest, now });
    if (proof.complete) ready ||= ends;
    else wrong.push(unprovenText(window, proof.detail));
  }
  progress?.end();
  if (readyAt === null && !ready) ready = await readyAnyway(parts, reach, now);
  return { wrong, ready };
}

/**
 * An API whose newest day never adds up must not keep an account from being evaluated for ever: its alerts then say that
 * their numbers have gaps. The close is empty, so it retracts nothing and moves no watermark.
 */
async function readyAnyway(parts: CollectParts, reach: Reach, now: number): Promise<boolean> {
  reach.unreadyPolls += 1;
  if (reach.unreadyPolls < READY_AFTER_POLLS) return false;
  const account = parts.account.name;
  await parts.ledger.writePage({
    account,
    streams: [],
    seenAt: now,
    close: { from: now, to: now, seen: new Set(), ready: true },
  });
  parts.log.warn("the account is evaluated although its newest rows cannot be proven complete", {
    account,
    polls: reach.unreadyPolls,
  });
  return true;
}

async function progressOf(
  { account, api, clock, onProgress }: CollectParts,
  window: ReadWindow,
  signal: AbortSignal,
): Promise<ReadingProgress | null> {
  if (!onProgress) return null;
  const { total } = await api.page({ ...window, offset: 0, limit: 1 }, signal);
  return new ReadingProgress(account.name, total, clock, onProgress);
}
