import { randomUUID } from "node:crypto";
import type { Receiver, Settings } from "../config/index.ts";
import { DeliveryError, OperatorError } from "../core/errors.ts";
import {
  EXAMPLES,
  type ExampleName,
  exampleAlert,
  exampleMessage,
} from "../core/examples/index.ts";
import { type Message, TEST_OPENING } from "../core/message/index.ts";
import type { Clock, Log } from "../core/ports/index.ts";
import { previewMessage } from "../notifiers/index.ts";
import { createReceivers, notifierDeps } from "./receivers.ts";

const TIMEOUT_MS = 30_000;

/** TestSend is how a test message went through one integration. */
export interface TestSend {
  /** `receiver/kind/index`. */
  readonly lane: string;
  /** Null when it was taken; else what is wrong and what to do. */
  readonly problem: string | null;
}

/** TestPreview is how a test message would look in one integration. */
export interface TestPreview {
  /** `receiver/kind/index`. */
  readonly lane: string;
  readonly text: string;
}

/** TestParts are what a test message is made with. */
export interface TestParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Which example to tell: the name of one, or `example` for a budget's. */
  readonly alert?: string | undefined;
}

/**
 * sendTest sends a message that says it is a test through every integration of a receiver, and tells how each went.
 * Throws OperatorError for a receiver that is not configured, and for an example that there is not.
 */
export async function sendTest(
  settings: Settings,
  name: string,
  parts: TestParts,
): Promise<readonly TestSend[]> {
  const receiver = receiverNamed(settings, name);
  const message = testMessage(settings, name, parts);
  const receivers = createReceivers({ ...settings, receivers: [receiver] }, parts.log);
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

/** previewTest lays out the message that `sendTest` would send, for every integration of a receiver; nothing is sent. */
export function previewTest(
  settings: Settings,
  name: string,
  parts: TestParts,
): readonly TestPreview[] {
  const message = testMessage(settings, name, parts);
  const deps = { ...notifierDeps(settings), log: parts.log };
  return receiverNamed(settings, name).integrations.map((integration) => ({
    lane: integration.id,
    text: previewMessage(integration, message, deps),
  }));
}

function testMessage(settings: Settings, receiver: string, { clock, alert }: TestParts): Message {
  const world = { account: settings.accounts[0]?.name ?? "example", now: clock.now() };
  const made = exampleAlert(exampleNamed(alert ?? "example"), world);
  const message = exampleMessage({
    ...world,
    alerts: [{ ...made, summary: "This message was sent by neo-budgetd send-test." }],
    notice: "test",
    receiver,
    key: `test/${randomUUID()}`,
    timezone: settings.timezone,
    usdPerCredit: settings.usdPerCredit,
  });
  return { ...message, title: `${TEST_OPENING}${message.title}` };
}

function exampleNamed(name: string): ExampleName {
  const found = EXAMPLES.find((one) => one === (name === "example" ? "budget" : name));
  if (found) return found;
  throw new OperatorError(
    `there is no example "${name}"; there are: example, ${EXAMPLES.join(", ")}`,
  );
}

function receiverNamed(settings: Settings, receiver: string): Receiver {
  const found = settings.receivers.find(({ name }) => name === receiver);
  if (found) return found;
  const names = settings.receivers.map(({ name }) => name).join(", ");
  throw new OperatorError(`there is no receiver "${receiver}"; configured are: ${names}`);
}

function describe(error: unknown): string {
  if (error instanceof DeliveryError) return `${error.message} (${error.reason})`;
  throw error;
}
