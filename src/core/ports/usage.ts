import type { Nano } from "../money.ts";
import type { Stream } from "../stream.ts";

/** PageQuery asks for one page of streams created within `[from, to]`, ms since the epoch. */
export interface PageQuery {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
  readonly limit: number;
}

/** UsagePage is one page as the API gave it, read into streams. */
export interface UsagePage {
  readonly streams: readonly Stream[];
  /** The API's own count of rows in the whole window. */
  readonly total: number;
  readonly hasMore: boolean;
  /** Rows on the page that could not be read, each with the reason and its place; they count as a gap. */
  readonly unreadable: readonly string[];
}

/** SummaryQuery asks for the sums over streams created within `[from, to]`, by UTC day; ms since the epoch. */
export interface SummaryQuery {
  readonly from: number;
  readonly to: number;
}

/** SummaryDay is what the API adds up for one of its days. */
export interface SummaryDay {
  /** The day's first moment, taken as UTC. */
  readonly day: number;
  readonly neoCredits: Nano;
}

/** UsageSummary is what the API itself adds up over a span, as far as the ledger can be held against it. */
export interface UsageSummary {
  readonly days: readonly SummaryDay[];
  /** Neo credits by member; null where the API does not tell whose streams they are. */
  readonly members: ReadonlyMap<string, Nano> | null;
  /** Sums over the streams that ran on the account's own key; null where the API tells none. */
  readonly byok: {
    readonly llmCost: Nano;
    readonly neoCost: Nano;
    readonly streams: number;
  } | null;
  /** The most decimals that any of its amounts had: nine or more leave nothing out. */
  readonly decimals: number;
}

/** UsageApi is one account's usage API. Every failure is a NeoError, after the client's own retries. */
export interface UsageApi {
  page(query: PageQuery, signal?: AbortSignal): Promise<UsagePage>;
  /** Only some keys may read it, and what it holds is not promised: a body of another shape is `malformed`. */
  summary(query: SummaryQuery, signal?: AbortSignal): Promise<UsageSummary>;
}
