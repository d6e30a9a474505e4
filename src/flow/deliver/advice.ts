import type { DeliveryFailure } from "../../core/errors.ts";
import type { OutboxRow } from "../../core/ports/index.ts";

const TO_DO: Readonly<Record<DeliveryFailure, string>> = {
  rate_limited:
    "The service kept limiting the rate: send it less, by a longer group_interval or repeat_interval, or to several channels.",
  unavailable: "Check that the service is up.",
  timeout: "Check that the service can be reached from this machine, and answers in time.",
  connection: "Check that the service can be reached from this machine: name, port, firewall, TLS.",
  unauthorized: "The service refuses its token or password: set a valid one in the configuration.",
  not_found:
    "The channel or address does not exist, or is closed to the sender: correct it, or invite the bot to the channel.",
  rejected: "The service refused the message: check the integration's settings.",
  too_large: "The service found the message too large: route fewer alerts together by group_by.",
  misconfigured: "Correct the integration in the configuration.",
  unknown_owner: "Give the integration a fallback, for messages whose owner cannot be found.",
};

/** deliveryAdvice tells the admin which message did not arrive where, why, and what to do about it. */
export function deliveryAdvice(
  row: OutboxRow,
  failure: { reason: DeliveryFailure; detail: string },
): string {
  const receiver = receiverOf(row.lane);
  return (
    `receiver "${receiver}": the integration ${row.lane} could not deliver "${row.message.title.slice(0, 200)}" ` +
    `(${failure.reason}: ${failure.detail}). ${TO_DO[failure.reason]} ` +
    `Then try it with \`neo-budgetd send-test ${receiver}\`.`
  );
}

/** receiverOf gives the receiver's name of a lane, which is `receiver/kind/index`. */
export function receiverOf(lane: string): string {
  return lane.split("/").slice(0, -2).join("/");
}

/** kindOf gives the notifier's kind of a lane. */
export function kindOf(lane: string): string {
  return lane.split("/").at(-2) ?? "unknown";
}
