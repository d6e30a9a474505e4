import { Agent, request } from "undici";
import { DeliveryError } from "../../core/errors.ts";
import type { Message } from "../../core/message/index.ts";
import type { Notifier, SendContext, Sent } from "../../core/ports/index.ts";
import type { NotifierDeps } from "../deps.ts";
import { networkFailure } from "../network-failure.ts";
import { stillUnsure } from "../still-unsure.ts";
import type { WebhookConfig } from "./config.ts";
import { retryAfterMs, statusFailure } from "./failure.ts";
import { payloadOf } from "./format.ts";
import { signatureOf } from "./sign.ts";

const TIMEOUT_MS = 15_000;
/** Of an answer only the start is read, for the log. */
const MOST_READ = 4_096;

/** webhookNotifier posts Alertmanager's payload to an address; redirects are not followed. */
export function webhookNotifier(id: string, config: WebhookConfig, deps: NotifierDeps): Notifier {
  const now = deps.now ?? Date.now;
  const url = config.url.reveal();
  // The path may hold a token, the host does not.
  const server = new URL(url).host;
  const agent = new Agent({ connect: { timeout: 10_000 }, pipelining: 1 });

  async function send(message: Message, context: SendContext): Promise<Sent> {
    try {
      await post(message, context.signal);
      return { ref: null, found: false };
    } catch (error) {
      const failure =
        error instanceof DeliveryError ? error : networkFailure(error, `webhook ${server}`);
      throw context.unsure ? stillUnsure(failure) : failure;
    }
  }

  async function post(message: Message, signal: AbortSignal): Promise<void> {
    const body = JSON.stringify(
      payloadOf(message, { maxAlerts: config.max_alerts, publicUrl: deps.publicUrl }),
    );
    const response = await request(url, {
      method: "POST",
      dispatcher: agent,
      headers: headersOf(message.key, body),
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const words = await startOf(response.body);
    if (response.statusCode >= 200 && response.statusCode < 300) return;
    const wait = response.headers["retry-after"];
    throw statusFailure(
      response.statusCode,
      server,
      words,
      retryAfterMs(Array.isArray(wait) ? wait[0] : wait, now()),
    );
  }

  function headersOf(key: string, body: string): Record<string, string> {
    const timestamp = String(now());
    return {
      "content-type": "application/json",
      "user-agent": "neo-budgetd",
      // The same on every try, so that the receiver can drop a second one.
      "idempotency-key": headerText(key),
      "x-neo-budgetd-timestamp": timestamp,
      ...(config.secret && {
        "x-neo-budgetd-signature": signatureOf(config.secret.reveal(), timestamp, body),
      }),
    };
  }

  return {
    id,
    kind: "webhook",
    sendResolved: config.send_resolved,
    pace: { everyMs: 100, burst: 10 },
    send,
    close: async () => {
      if (!agent.closed) await agent.close();
    },
  };
}

/** headerText keeps a key within what a header may hold; keys that differ still do. */
function headerText(key: string): string {
  return encodeURIComponent(key).replace(/%2F/g, "/");
}

/** startOf reads the start of an answer and drops the rest. */
async function startOf(body: AsyncIterable<Uint8Array> & { destroy(): unknown }): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    parts.push(part);
    size += part.length;
    if (size >= MOST_READ) break;
  }
  const text = Buffer.concat(parts).toString("utf8");
  return text
    .replace(/[^\x20-\x7e]+/g, " ")
    .trim()
    .slice(0, 200);
}
