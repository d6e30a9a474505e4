import { DeliveryError } from "../core/errors.ts";

/** ownerUnknown is a message that could not be brought to whom it is about, and has nowhere else to go. */
export function ownerUnknown(owner: string | null, where: string): DeliveryError {
  const what =
    owner === null
      ? "The message is about nobody who could be written to directly"
      : `Nobody in ${where} has the address ${owner}`;
  return new DeliveryError(
    "unknown_owner",
    `${what}. To do: give the integration a \`fallback\`, or correct the address`,
    { retryable: false },
  );
}
