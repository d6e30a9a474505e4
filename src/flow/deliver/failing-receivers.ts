import type { Conditions } from "../../core/ports/index.ts";
import { receiverOf } from "./advice.ts";

/**
 * FailingReceivers raises and clears the condition `delivery-failed`. It is raised for a receiver and cleared when each lane that
 * failed in this process has delivered again; one of an earlier process is cleared by the first lane that delivers,
 * since it is not stored which lane it was about: a lane that still fails raises it anew.
 */
export class FailingReceivers {
  readonly #conditions: Conditions;
  readonly #failing = new Set<string>();
  readonly #delivered = new Set<string>();

  constructor(conditions: Conditions) {
    this.#conditions = conditions;
  }

  /** gaveUp tells that a lane's message was given up. */
  async gaveUp(lane: string, advice: string, now: number): Promise<void> {
    this.#failing.add(lane);
    await this.#conditions.raise({
      kind: "delivery-failed",
      subject: receiverOf(lane),
      advice,
      since: now,
    });
  }

  /** delivered tells that a lane delivers; only the first time and after a failure it costs a look at the database. */
  async delivered(lane: string): Promise<void> {
    const failed = this.#failing.delete(lane);
    if (!failed && this.#delivered.has(lane)) return;
    this.#delivered.add(lane);
    const receiver = receiverOf(lane);
    if ([...this.#failing].some((other) => receiverOf(other) === receiver)) return;
    const active = failed ? null : await this.#conditions.active();
    const raised = active?.some((c) => c.kind === "delivery-failed" && c.subject === receiver);
    if (failed || raised) await this.#conditions.clear("delivery-failed", receiver);
  }

  /** keepOnly clears what was raised for receivers that are no longer configured: nothing else ever would. */
  async keepOnly(lanes: Iterable<string>): Promise<void> {
    const receivers = new Set([...lanes].map(receiverOf));
    for (const { kind, subject } of await this.#conditions.active()) {
      if (kind !== "delivery-failed" || receivers.has(subject)) continue;
      await this.#conditions.clear(kind, subject);
    }
    for (const lane of this.#failing) {
      if (!receivers.has(receiverOf(lane))) this.#failing.delete(lane);
    }
  }
}
