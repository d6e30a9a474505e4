import { DeliveryError, type DeliveryFailure } from "../core/errors.ts";

/** Advices say for a service what to do about a failure, where more can be said than of any service. */
export type Advices = Partial<Readonly<Record<DeliveryFailure, string>>>;

/** Refusal is an answer other than 2xx; `words` is the start of it, for the log, and holds no secret. */
export interface Refusal {
  readonly status: number;
  readonly words: string;
  readonly retryAfterMs: number | undefined;
}

const ADVICES: Readonly<Record<ReturnType<typeof reasonOf>, string>> = {
  rate_limited: "too many requests; it is tried again",
  unavailable: "it is tried again",
  timeout: "it is tried again",
  unauthorized: "check the key or address in the configuration",
  not_found: "check the address in the configuration",
  rejected: "the service does not take this message",
  too_large: "route fewer alerts together by group_by",
  misconfigured: "redirects are not followed; set `url` to the final address",
};

const AGAIN: ReadonlySet<DeliveryFailure> = new Set(["rate_limited", "unavailable", "timeout"]);

/** statusFailure turns an HTTP status other than 2xx into a DeliveryError; `service` names who answered, and holds no secret. */
export function statusFailure(
  { status, words, retryAfterMs }: Refusal,
  service: string,
  advices: Advices,
): DeliveryError {
  const reason = reasonOf(status);
  const said = words ? ` (${words})` : "";
  const who = service.charAt(0).toUpperCase() + service.slice(1);
  const advice = advices[reason] ?? ADVICES[reason];
  return new DeliveryError(reason, `${who} answered HTTP ${status}${said}: ${advice}`, {
    retryable: AGAIN.has(reason),
    // Behind a gateway's 502 or 504 the request may have been taken.
    unsure: status === 502 || status === 504,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

function reasonOf(status: number) {
  if (status === 429) return "rate_limited";
  if (status === 408 || status === 425) return "timeout";
  if (status >= 500) return "unavailable";
  if (status >= 300 && status < 400) return "misconfigured";
  if (status === 401 || status === 403 || status === 407) return "unauthorized";
  if (status === 404 || status === 410) return "not_found";
  return status === 413 ? "too_large" : "rejected";
}
