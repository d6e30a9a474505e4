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

/** UsageApi is one account's usage API. Every failure is a NeoError, after the client's own retries. */
export interface UsageApi {
  page(query: PageQuery, signal?: AbortSignal): Promise<UsagePage>;
}
