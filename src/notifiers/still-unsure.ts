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

/** keepDoubt does the work of a delivery, and keeps an earlier try's doubt alive where it fails. */
export async function keepDoubt<T>(unsure: boolean, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw unsure && error instanceof DeliveryError ? stillUnsure(error) : error;
  }
}
