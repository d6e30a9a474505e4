/** NEO_FAILURES are the ways in which a call to the Neo API can fail. */
export const NEO_FAILURES = [
  "unauthorized",
  "forbidden",
  "rate_limited",
  "unavailable",
  "timeout",
  "malformed",
  "rejected",
] as const;
export type NeoFailure = (typeof NEO_FAILURES)[number];

/** NeoError is a call to the Neo API that failed after its own retries; the message tells the admin what to do. */
export class NeoError extends Error {
  override name = "NeoError";
  readonly failure: NeoFailure;
  /** For rate limits: how long the API asked to wait, in ms. */
  readonly retryAfterMs: number | undefined;

  constructor(
    failure: NeoFailure,
    message: string,
    options: { retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.failure = failure;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** DELIVERY_FAILURES are the ways in which sending a message can fail; also a metric label. */
export const DELIVERY_FAILURES = [
  "rate_limited",
  "unavailable",
  "timeout",
  "connection",
  "unauthorized",
  "not_found",
  "rejected",
  "too_large",
  "misconfigured",
  "unknown_owner",
] as const;
export type DeliveryFailure = (typeof DELIVERY_FAILURES)[number];

/** DeliveryError is a message that could not be sent: whether a retry can help, why, and for how long to wait. */
export class DeliveryError extends Error {
  override name = "DeliveryError";
  readonly retryable: boolean;
  readonly reason: DeliveryFailure;
  /** How long the service asked to wait, in ms. */
  readonly retryAfterMs: number | undefined;
  /** True where the service may have taken the message although the call failed (a time-out after sending). */
  readonly unsure: boolean;

  constructor(
    reason: DeliveryFailure,
    message: string,
    options: { retryable: boolean; retryAfterMs?: number; unsure?: boolean; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.reason = reason;
    this.retryable = options.retryable;
    this.retryAfterMs = options.retryAfterMs;
    this.unsure = options.unsure ?? false;
  }
}

/** StaleEvaluation says that another process saved an evaluation in the meantime: load the state anew and evaluate again. */
export class StaleEvaluation extends Error {
  override name = "StaleEvaluation";
}

/** OperatorError is a fault that the person who runs the daemon must mend; its message says what, where and how. */
export class OperatorError extends Error {
  override name = "OperatorError";
}
