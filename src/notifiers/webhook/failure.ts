import { DeliveryError, type DeliveryFailure } from "../../core/errors.ts";

/** statusFailure turns an HTTP status other than 2xx into a DeliveryError. `words` is the start of the answer, for the log. */
export function statusFailure(
  status: number,
  server: string,
  words: string,
  retryAfterMs: number | undefined,
): DeliveryError {
  const { reason, retryable, advice } = meaning(status);
  const said = words ? ` (${words})` : "";
  return new DeliveryError(reason, `Webhook ${server} answered HTTP ${status}${said}: ${advice}`, {
    retryable,
    // Behind a gateway's 502 or 504 the request may have been taken.
    unsure: status === 502 || status === 504,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

interface Meaning {
  readonly reason: DeliveryFailure;
  readonly retryable: boolean;
  readonly advice: string;
}

function meaning(status: number): Meaning {
  if (status === 429) return again("rate_limited", "too many requests; it is tried again");
  if (status === 408 || status === 425) return again("timeout", "it is tried again");
  if (status >= 500) return again("unavailable", "it is tried again");
  if (status >= 300 && status < 400) {
    return never("misconfigured", "redirects are not followed; set `url` to the final address");
  }
  if (status === 401 || status === 403 || status === 407) {
    return never("unauthorized", "check what the receiver expects in `url` and `secret`");
  }
  if (status === 404 || status === 410) return never("not_found", "check `url`");
  if (status === 413) return never("too_large", "set `max_alerts`");
  return never("rejected", "the receiver does not take this payload");
}

function again(reason: DeliveryFailure, advice: string): Meaning {
  return { reason, retryable: true, advice };
}

function never(reason: DeliveryFailure, advice: string): Meaning {
  return { reason, retryable: false, advice };
}

/** retryAfterMs reads a Retry-After header, seconds or a date, as a wait in ms. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (!header) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
