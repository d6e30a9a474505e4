import type { TimeSpan } from "../../core/ports/index.ts";
import type { ReconcileContext } from "./context.ts";
import { countedSpans, differenceOf, EDGE_MS } from "./difference.ts";
import { type Half, wholeSecond } from "./search.ts";

/** countWindow asks the API how many rows a window has, in one request, and compares that with the ledger. */
export async function countWindow(
  { account, api, ledger, reader }: ReconcileContext,
  window: TimeSpan,
): Promise<Half> {
  const { total } = await api.page({ ...window, offset: 0, limit: 1 }, reader.signal);
  const counts = await ledger.counts(account.name, countedSpans(window));
  return {
    rows: counts.reduce((sum, count) => sum + count, 0),
    off: differenceOf(total, counts),
  };
}

/** quietCut is a whole second in the longest time without a row near a moment, never outside of a span. */
export async function quietCut(
  { account, ledger }: ReconcileContext,
  near: number,
  withinMs: number,
  span: TimeSpan,
): Promise<number> {
  const reach = Math.floor(withinMs);
  const [quiet = near] = await ledger.quietMoments(account.name, [near], reach);
  const least = Math.ceil(span.from / EDGE_MS) * EDGE_MS + EDGE_MS;
  return Math.max(least, Math.min(wholeSecond(quiet), Math.floor(span.to / EDGE_MS) * EDGE_MS));
}
