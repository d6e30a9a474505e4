import type { Clock, Log } from "../core/ports/index.ts";
import type { CollectProgress } from "../flow/index.ts";

const EVERY_MS = 5_000;

/**
 * createProgressLines tells how a long reading goes as log lines a few seconds apart, for where there is no
 * terminal to draw a bar on. The first and the last line of an account are always told.
 */
export function createProgressLines(log: Log, clock: Clock): (progress: CollectProgress) => void {
  const toldAt = new Map<string, number>();
  return ({ account, rows, expectedRows, pages, done, etaMs }) => {
    const now = clock.now();
    const last = toldAt.get(account);
    if (!done && last !== undefined && now - last < EVERY_MS) return;
    if (done) toldAt.delete(account);
    else toldAt.set(account, now);
    const eta = etaMs === null ? {} : { etaSeconds: Math.round(etaMs / 1000) };
    log.info(done ? `Read the history of ${account}` : `Reading the history of ${account}`, {
      rows,
      ...(done ? {} : { expectedRows, ...eta }),
      pages,
    });
  };
}
