import type { Nano } from "../money.ts";

/** TimeSpan is a half-open span of creation times, `[from, to)`, ms since the epoch. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** SpanSums are the exact sums over the rows of a span, in nano-credits. */
export interface SpanSums extends TimeSpan {
  readonly rows: number;
  readonly neoCredits: Nano;
  /** Neo credits by member, rows without one left out. */
  readonly members: ReadonlyMap<string, Nano>;
  /** Over the rows that ran on the account's own key. */
  readonly byok: { readonly llmCost: Nano; readonly neoCost: Nano; readonly streams: number };
}
