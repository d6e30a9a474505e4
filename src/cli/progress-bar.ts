import progress, { type MultiBar } from "cli-progress";
import type { CollectProgress } from "../app/index.ts";

/** createProgressBars draws a bar for each account whose history is being read: for a terminal. */
export function createProgressBars(): (progress: CollectProgress) => void {
  const bars = new Map<string, ReturnType<MultiBar["create"]>>();
  let multi: MultiBar | undefined;

  return ({ account, rows, expectedRows, pages, done, etaMs }) => {
    multi ??= new progress.MultiBar({
      format: "{account} {bar} {value}/{total} rows, {pages} pages, {left}",
      barsize: 30,
      hideCursor: true,
      clearOnComplete: false,
    });
    const left = done ? "done" : etaMs === null ? "…" : `${Math.ceil(etaMs / 1000)} s left`;
    const total = Math.max(rows, expectedRows);
    const bar = bars.get(account) ?? multi.create(total, 0);
    bars.set(account, bar);
    bar.setTotal(total);
    bar.update(rows, { account, pages, left });
    if (!done) return;
    bar.stop();
    bars.delete(account);
    if (bars.size === 0) {
      multi.stop();
      multi = undefined;
    }
  };
}
