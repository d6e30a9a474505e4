import type { DeliveryError } from "../../core/errors.ts";
import type { Notifier, OutboxRow, Sent } from "../../core/ports/index.ts";
import { deliveryAdvice, kindOf } from "./advice.ts";
import { attemptSend } from "./attempt-send.ts";
import type { DeliverParts } from "./deliver-parts.ts";
import type { FailingReceivers } from "./failing-receivers.ts";
import { nextTryAt } from "./retry-wait.ts";

/** MessageOutcome is what became of a claimed message; `nextAt` where the lane has to wait for it. */
export type MessageOutcome =
  | { readonly reason: "sent" | "gave_up"; readonly nextAt: null }
  | { readonly reason: "failed" | "stopped"; readonly nextAt: number };

/**
 * OneMessage takes a claimed message to its next state.
 *
 * | outcome                                   | next                                      |
 * |-------------------------------------------|-------------------------------------------|
 * | taken by the service                      | sent; clears `delivery-failed`            |
 * | failed, a retry can help, before deadline | tried again after a growing wait          |
 * | failed, a retry can help, past deadline   | given up; raises `delivery-failed`        |
 * | failed, no retry can help                 | given up at once; raises `delivery-failed`|
 * | cut off by a stop of the daemon           | due at once, unsure                       |
 * | no such integration any more              | given up, logged; nobody has to mend it   |
 */
export class OneMessage {
  readonly #parts: DeliverParts;
  readonly #failing: FailingReceivers;

  constructor(parts: DeliverParts, failing: FailingReceivers) {
    this.#parts = parts;
    this.#failing = failing;
  }

  async send(row: OutboxRow, notifier: Notifier, stop: AbortSignal): Promise<MessageOutcome> {
    const outcome = await attemptSend(notifier, row, stop);
    if ("sent" in outcome) return this.#sent(row, notifier, outcome.sent);
    const { failure, stopped } = outcome;
    if (stopped) return this.#handBack(row, failure);
    const { telemetry, clock, giveUpAfterMs } = this.#parts;
    telemetry.count("messages_failed_total", { kind: notifier.kind, reason: failure.reason });
    const deadline = row.createdAt + giveUpAfterMs();
    if (!failure.retryable || clock.now() >= deadline) return this.#giveUp(row, failure);
    return this.#retry(row, failure, deadline);
  }

  /** drop ends a message whose integration was taken out of the configuration. */
  async drop(row: OutboxRow): Promise<MessageOutcome> {
    const { outbox, clock, log, telemetry } = this.#parts;
    const detail = "the integration is no longer in the configuration";
    await outbox.giveUp(row, { reason: "misconfigured", detail }, clock.now());
    telemetry.count("messages_given_up_total", { kind: kindOf(row.lane), reason: "misconfigured" });
    log.warn("a stored message is dropped: its integration is no longer in the configuration", {
      ...told(row),
      title: row.message.title,
    });
    return { reason: "gave_up", nextAt: null };
  }

  async #sent(row: OutboxRow, notifier: Notifier, sent: Sent): Promise<MessageOutcome> {
    const { outbox, clock, log, telemetry } = this.#parts;
    const now = clock.now();
    await outbox.sent(row, sent.ref, now);
    const latency = Math.max(now - row.message.at, 0) / 1000;
    telemetry.count("messages_sent_total", { kind: notifier.kind });
    telemetry.duration("delivery_latency_seconds", latency, { kind: notifier.kind });
    const what = sent.found ? "a message had arrived on an earlier try" : "a message was delivered";
    log.info(what, { ...told(row), latencySeconds: latency });
    await this.#failing.delivered(row.lane);
    return { reason: "sent", nextAt: null };
  }

  async #retry(row: OutboxRow, failure: DeliveryError, deadline: number): Promise<MessageOutcome> {
    const { outbox, clock, log, random } = this.#parts;
    const nextAt = nextTryAt({
      now: clock.now(),
      attempts: row.attempts,
      retryAfterMs: failure.retryAfterMs,
      deadline,
      random: random(),
    });
    await outbox.retryAt(row, nextAt, stored(failure));
    log.warn("a message could not be delivered and is tried again", {
      ...told(row),
      ...stored(failure),
      nextAt: new Date(nextAt).toISOString(),
    });
    return { reason: "failed", nextAt };
  }

  async #giveUp(row: OutboxRow, failure: DeliveryError): Promise<MessageOutcome> {
    const { outbox, clock, log, telemetry } = this.#parts;
    const { reason, detail } = stored(failure);
    await outbox.giveUp(row, { reason, detail }, clock.now());
    telemetry.count("messages_given_up_total", { kind: kindOf(row.lane), reason });
    const advice = deliveryAdvice(row, { reason, detail });
    log.error(advice, told(row));
    await this.#failing.gaveUp(row.lane, advice, clock.now());
    return { reason: "gave_up", nextAt: null };
  }

  /** Due at once: another process, or the next start, looks whether it arrived. */
  async #handBack(row: OutboxRow, failure: DeliveryError): Promise<MessageOutcome> {
    const { outbox, clock, log } = this.#parts;
    const nextAt = clock.now();
    await outbox.retryAt(row, nextAt, stored(failure));
    log.warn("a message was cut off by the stop; it is looked up at the next start", told(row));
    return { reason: "stopped", nextAt };
  }
}

function stored({ reason, message, unsure }: DeliveryError) {
  return { reason, detail: message, unsure };
}

function told(row: OutboxRow) {
  return {
    lane: row.lane,
    key: row.key,
    notice: row.message.notice,
    tries: row.attempts + 1,
  };
}
