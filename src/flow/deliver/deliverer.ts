import type { Notifier } from "../../core/ports/index.ts";
import type { Deliverer, DeliverParts, LaneReason, LaneResult } from "./deliver-parts.ts";
import { FailingReceivers } from "./failing-receivers.ts";
import { OneMessage } from "./one-message.ts";
import { afterSending, type FullAt, paceReadyAt } from "./pace.ts";

/** Longer than a send may take, so that a lease only passes when its holder is gone. */
const LEASE_MS = 90_000;

/** createDeliverer makes the deliverer; keep one for a process, for it remembers each lane's pace. */
export function createDeliverer(parts: DeliverParts): Deliverer {
  const deliverer = new LaneDeliverer(parts);
  return {
    lane: (lane, signal) => deliverer.lane(lane, signal),
    due: () => deliverer.due(),
    recover: () => deliverer.recover(),
  };
}

type Step =
  | { readonly went: "sent" | "gave_up" }
  | { readonly ended: LaneReason; readonly nextAt: number | null };

class LaneDeliverer {
  readonly #parts: DeliverParts;
  readonly #failing: FailingReceivers;
  readonly #message: OneMessage;
  readonly #paces = new Map<string, FullAt>();
  #configured: ReadonlyMap<string, Notifier> | null = null;

  constructor(parts: DeliverParts) {
    this.#parts = parts;
    this.#failing = new FailingReceivers(parts.conditions);
    this.#message = new OneMessage(parts, this.#failing);
  }

  async lane(lane: string, signal: AbortSignal): Promise<LaneResult> {
    let sent = 0;
    let gaveUp = 0;
    for (;;) {
      const step = await this.#next(lane, signal);
      if ("ended" in step) return { sent, gaveUp, reason: step.ended, nextAt: step.nextAt };
      if (step.went === "sent") sent += 1;
      else gaveUp += 1;
    }
  }

  async due() {
    const notifiers = this.#parts.notifiers();
    if (notifiers !== this.#configured) {
      await this.#failing.keepOnly(notifiers.keys());
      for (const lane of this.#paces.keys()) if (!notifiers.has(lane)) this.#paces.delete(lane);
      this.#configured = notifiers;
    }
    return this.#parts.outbox.due();
  }

  async recover(): Promise<number> {
    const { outbox, clock, log } = this.#parts;
    const recovered = await outbox.recover(clock.now());
    if (recovered > 0) {
      log.warn("messages whose sending was cut off are looked up, then sent if need be", {
        recovered,
      });
    }
    return recovered;
  }

  async #next(lane: string, signal: AbortSignal): Promise<Step> {
    if (signal.aborted) return { ended: "stopped", nextAt: null };
    const { outbox, clock, notifiers } = this.#parts;
    const notifier = notifiers().get(lane);
    const now = clock.now();
    const readyAt = notifier ? paceReadyAt(this.#paces.get(lane) ?? 0, notifier.pace) : now;
    if (readyAt > now) return this.#paced(lane, readyAt);
    const row = await outbox.claim(lane, now, LEASE_MS);
    if (!row) return { ended: "drained", nextAt: await this.#nextIn(lane) };
    if (!notifier) {
      await this.#message.drop(row);
      return { went: "gave_up" };
    }
    this.#paces.set(lane, afterSending(this.#paces.get(lane) ?? 0, notifier.pace, now));
    const outcome = await this.#message.send(row, notifier, signal);
    if (outcome.nextAt === null) return { went: outcome.reason };
    // What a stop cut off is due at once, but no longer for this process.
    return { ended: outcome.reason, nextAt: outcome.reason === "stopped" ? null : outcome.nextAt };
  }

  async #paced(lane: string, readyAt: number): Promise<Step> {
    const nextAt = await this.#nextIn(lane);
    if (nextAt === null) return { ended: "drained", nextAt: null };
    return { ended: "paced", nextAt: Math.max(nextAt, readyAt) };
  }

  async #nextIn(lane: string): Promise<number | null> {
    const due = await this.#parts.outbox.due();
    return due.find((one) => one.lane === lane)?.dueAt ?? null;
  }
}
