import { type FetchFunction, WebClient } from "@slack/web-api";
import { limited } from "./failure.ts";

/** How long Slack may take to answer, ms; it usually takes a fraction of a second. */
export const TIMEOUT_MS = 15_000;

/**
 * slackFetch is the fetch that both of Slack's clients use: it ends with the caller's signal, and a 429 becomes a
 * DeliveryError with the wait that Slack asked for, which the webhook client would not tell.
 */
export function slackFetch(channel: string, signal: AbortSignal): FetchFunction {
  return async (url, init) => {
    const signals = init?.signal ? [init.signal, signal] : [signal];
    const response = await fetch(url, { ...init, signal: AbortSignal.any(signals) } as RequestInit);
    if (response.status !== 429) return response;
    await response.body?.cancel();
    const seconds = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
    throw limited(channel, Number.isNaN(seconds) ? undefined : seconds);
  };
}

/** slackClient makes a client for one delivery. Its own retries are off: deliver's are the only ones, and they survive a restart. */
export function slackClient(options: {
  readonly token: string;
  readonly apiUrl: string | undefined;
  readonly channel: string;
  readonly signal: AbortSignal;
}): WebClient {
  return new WebClient(options.token, {
    ...(options.apiUrl !== undefined && { slackApiUrl: options.apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: TIMEOUT_MS,
    fetch: slackFetch(options.channel, options.signal),
    // What goes wrong is told by the DeliveryError; the SDK's own lines would repeat it on standard error.
    logger: SILENT,
  });
}

/** SILENT takes the SDK's own log lines: what goes wrong is told by whoever called it. */
export const SILENT = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => "error" as never,
  setName: () => {},
};
