import { DeliveryError } from "../core/errors.ts";

/**
 * stillUnsure keeps a failure's doubt alive: an earlier try may have arrived, and this one failed before that could
 * be found out.
 */
export function stillUnsure(error: DeliveryError): DeliveryError {
  return new DeliveryError(error.reason, error.message, {
    retryable: error.retryable,
    unsure: true,
    ...(error.retryAfterMs !== undefined && { retryAfterMs: error.retryAfterMs }),
  });
}
