import { DeliveryError } from "../../src/core/errors.ts";
import type { Message } from "../../src/core/message/index.ts";
import type { Notifier, SendContext, Sent } from "../../src/core/ports/index.ts";
import { type Random, randomOf } from "../../src/simulator/random.ts";
import type { Life } from "./life.ts";
import type { Story } from "./story.ts";

/** Try is one time that the daemon tried to send a message. */
export interface Try {
  readonly lane: string;
  readonly message: Message;
  readonly at: number;
  readonly life: string;
  /** The notifier was told that an earlier try may have arrived: it marks what it sends. */
  readonly marked: boolean;
  arrived: boolean;
  /** What became of it is stored: from then on there is no doubt. */
  known: boolean;
}

/** ReceiverParts is what a receiver is made from. */
export interface ReceiverParts {
  readonly lane: string;
  readonly seed: number;
  /** Whether the service can be asked if a message has arrived. */
  readonly lookUp: boolean;
  readonly story: Story;
  readonly now: () => number;
  /** Share of sends that go wrong now. */
  readonly failures: () => number;
}

const FATES = ["taken", "refused", "limited", "cut off", "cut off in vain", "no answer"] as const;
type Fate = (typeof FATES)[number];

/** Receiver is a service that takes messages; it outlives the daemon's processes and remembers every try. */
export class Receiver {
  readonly tries: Try[] = [];
  readonly #parts: ReceiverParts;
  readonly #random: Random;

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
    this.#random = randomOf(`receiver/${parts.seed}/${parts.lane}`);
  }

  get lane(): string {
    return this.#parts.lane;
  }

  /** known notes that the daemon has stored what became of its last try to send a message. */
  known(key: string): void {
    const last = this.tries.findLast(({ message }) => message.key === key);
    if (last) last.known = true;
  }

  /** within is the receiver's notifier in one life of the daemon. */
  within(life: Life): Notifier {
    return {
      id: this.#parts.lane,
      kind: "simulated",
      sendResolved: true,
      pace: { everyMs: 1_000, burst: 5 },
      send: (message, context) => this.#send(life, message, context),
      close: async () => {},
    };
  }

  async #send(life: Life, message: Message, context: SendContext): Promise<Sent> {
    if (context.unsure && this.#parts.lookUp && (await this.#found(life, message))) {
      return { ref: { ts: message.key }, found: true };
    }
    const fate = this.#fate();
    const { lane, story, now } = this.#parts;
    const attempt = await life.call(this.#step(`sending to ${lane}`), () => {
      const arrived =
        fate === "taken" ||
        fate === "cut off" ||
        (fate === "no answer" && this.#random.chance(0.5));
      const one: Try = {
        ...{ lane, message, at: now(), life: life.name, arrived },
        marked: context.unsure,
        known: false,
      };
      this.tries.push(one);
      const how = `${arrived ? "arrived" : "did not arrive"}${context.unsure ? ", marked" : ""}`;
      story.tell(`${lane}: ${message.notice} "${message.title}" ${how} (${fate})`);
      return one;
    });
    return this.#answer(attempt, fate, context);
  }

  #answer(attempt: Try, fate: Fate, { signal }: SendContext): Promise<Sent> | Sent {
    // An earlier try's doubt outlives this one's failure, as in the real notifiers.
    const failed = (reason: "unavailable" | "rate_limited" | "timeout", unsure: boolean) =>
      new DeliveryError(reason, fate, { retryable: true, unsure: unsure || attempt.marked });
    switch (fate) {
      case "taken":
        return { ref: { ts: attempt.message.key }, found: false };
      case "refused":
        throw failed("unavailable", false);
      case "limited":
        throw failed("rate_limited", false);
      case "cut off":
      case "cut off in vain":
        throw failed("timeout", true);
      case "no answer":
        return new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason), { once: true });
        });
    }
  }

  async #found(life: Life, message: Message): Promise<boolean> {
    const { lane, story } = this.#parts;
    const fails = this.#random.chance(this.#parts.failures() / 2);
    return life.call(this.#step(`looking up at ${lane}`), () => {
      if (fails) {
        throw new DeliveryError("unavailable", "no look-up now", { retryable: true, unsure: true });
      }
      const found = this.tries.some(
        ({ arrived, message: { key } }) => arrived && key === message.key,
      );
      story.tell(
        `${lane}: looked up "${message.title}": ${found ? "it had arrived" : "not there"}`,
      );
      return found;
    });
  }

  #fate(): Fate {
    return this.#random.chance(this.#parts.failures()) ? this.#random.pick(FATES) : "taken";
  }

  #step(text: string) {
    return { kind: "send" as const, text, ms: 50 + this.#random.int(2_000) };
  }
}
