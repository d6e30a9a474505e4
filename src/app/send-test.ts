import { randomUUID } from "node:crypto";
import type { Settings } from "../config/index.ts";
import { DeliveryError, OperatorError } from "../core/errors.ts";
import type { Clock, Log } from "../core/ports/index.ts";
import { exampleMessage } from "./example-message.ts";
import { createReceivers } from "./receivers.ts";

const TIMEOUT_MS = 30_000;

/** TestSend is how a test message went through one integration. */
export interface TestSend {
  /** `receiver/kind/index`. */
  readonly lane: string;
  /** Null when it was taken; else what is wrong and what to do. */
  readonly problem: string | null;
}

/**
 * sendTest sends a message that says it is a test through every integration of a receiver, and tells how each went.
 * Throws OperatorError for a receiver that is not configured.
 */
export async function sendTest(
  settings: Settings,
  receiver: string,
  parts: { readonly clock: Clock; readonly log: Log },
): Promise<readonly TestSend[]> {
  const found = settings.receivers.find(({ name }) => name === receiver);
  if (!found) {
    const names = settings.receivers.map(({ name }) => name).join(", ");
    throw new OperatorError(`there is no receiver "${receiver}"; configured are: ${names}`);
  }
  const receivers = createReceivers({ ...settings, receivers: [found] }, parts.log);
  const message = exampleMessage(settings, receiver, parts.clock.now(), randomUUID());
  try {
    const sends: TestSend[] = [];
    for (const [lane, notifier] of receivers.notifiers()) {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const problem = await notifier
        .send(message, { thread: null, unsure: false, signal })
        .then(() => null, describe);
      sends.push({ lane, problem });
    }
    return sends;
  } finally {
    await receivers.close();
  }
}

function describe(error: unknown): string {
  if (error instanceof DeliveryError) return `${error.message} (${error.reason})`;
  throw error;
}
