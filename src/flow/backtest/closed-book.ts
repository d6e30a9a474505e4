import { closedNews, type Transition } from "../../core/alerts/index.ts";
import type { Finding } from "../../core/engine/index.ts";
import type { LedgerRow } from "../../core/stream.ts";

/** ClosedBook knows what of periods that are over is news in a replay, as a daemon's store does. */
export interface ClosedBook {
  /** Follows rows as they come in: a period that begins before all of them is not known as a whole. */
  seen(rows: Iterable<LedgerRow>): Iterable<LedgerRow>;
  /** Remembers which steps fired. */
  note(transitions: readonly Transition[]): void;
  /** Leaves of the findings of periods that are over those that may still change and whose steps never fired. */
  news(findings: readonly Finding[], at: number): readonly Finding[];
  /** Forgets firings before a moment. */
  forget(before: number): void;
}

/** createClosedBook makes an empty book; a period may change until `settleMs` of its account after its end. */
export function createClosedBook(settleMs: ReadonlyMap<string, number>): ClosedBook {
  const fired = new Map<string, number>();
  const knownFrom = new Map<string, number>();
  const isOpen = ({ closed, ref, window }: Finding, at: number) =>
    !closed ||
    (window.from >= (knownFrom.get(ref.account) ?? at) &&
      at - window.to <= (settleMs.get(ref.account) ?? 0));
  return {
    *seen(rows) {
      for (const row of rows) {
        const from = knownFrom.get(row.account);
        if (from === undefined || row.createdAt < from) knownFrom.set(row.account, row.createdAt);
        yield row;
      }
    },
    note: (transitions) => {
      for (const { alertId: id, to, at } of transitions) if (to === "firing") fired.set(id, at);
    },
    news: (findings, at) => {
      if (!findings.some(({ closed }) => closed)) return findings;
      return closedNews(
        findings.filter((finding) => isOpen(finding, at)),
        (id) => fired.has(id),
      );
    },
    forget: (before) => {
      for (const [id, at] of fired) if (at < before) fired.delete(id);
    },
  };
}
