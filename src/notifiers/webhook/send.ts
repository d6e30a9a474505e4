import type { Message } from "../../core/message/index.ts";
import type { Notifier, SendContext, Sent } from "../../core/ports/index.ts";
import type { NotifierDeps } from "../deps.ts";
import { httpClient } from "../http-client.ts";
import { keepDoubt } from "../still-unsure.ts";
import { bodyOf } from "./body.ts";
import type { WebhookConfig } from "./config.ts";
import { signatureOf } from "./sign.ts";

/** webhookNotifier posts Alertmanager's payload, or what its template makes, to an address; redirects are not followed. */
export function webhookNotifier(id: string, config: WebhookConfig, deps: NotifierDeps): Notifier {
  const now = deps.now ?? Date.now;
  const url = config.url.reveal();
  const bodyFor = bodyOf(id, config, deps);
  const client = httpClient({
    // The path may hold a token, the host does not.
    name: `webhook ${new URL(url).host}`,
    advices: {
      unauthorized: "check what the receiver expects in `url` and `secret`",
      not_found: "check `url`",
      rejected: "the receiver does not take this payload",
      too_large: "set `max_alerts`",
    },
    secrets: [url, ...(config.secret ? [config.secret.reveal()] : [])],
    now,
  });

  async function send(message: Message, context: SendContext): Promise<Sent> {
    const { text: body, contentType } = bodyFor(message);
    const headers = { ...headersOf(message.key, body), "content-type": contentType };
    await keepDoubt(context.unsure, () =>
      client.send({ method: "POST", url, headers, body, signal: context.signal }),
    );
    return { ref: null, found: false };
  }

  function headersOf(key: string, body: string): Record<string, string> {
    const timestamp = String(now());
    return {
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
    close: () => client.close(),
  };
}

/** headerText keeps a key within what a header may hold; keys that differ still do. */
function headerText(key: string): string {
  return encodeURIComponent(key).replace(/%2F/g, "/");
}
