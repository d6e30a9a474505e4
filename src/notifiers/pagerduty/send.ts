import type { Message } from "../../core/message/index.ts";
import type { Notifier, SendContext, Sent } from "../../core/ports/index.ts";
import type { NotifierDeps } from "../deps.ts";
import { httpClient } from "../http-client.ts";
import { keepDoubt } from "../still-unsure.ts";
import type { PagerdutyConfig } from "./config.ts";
import { eventOf } from "./format.ts";

/** pagerdutyNotifier sends events to one PagerDuty service; an event that arrives twice has the same key, and is one. */
export function pagerdutyNotifier(
  id: string,
  config: PagerdutyConfig,
  deps: NotifierDeps,
): Notifier {
  const key = config.routing_key.reveal();
  const client = httpClient({
    name: "PagerDuty",
    advices: {
      rejected:
        "check `routing_key`: it must be the integration key of an Events API v2 integration",
      unauthorized: "check `routing_key`",
      not_found: "check `base_url`",
      misconfigured: "redirects are not followed; check `base_url`",
    },
    secrets: [key],
    now: deps.now,
  });
  const url = `${config.base_url.replace(/\/+$/, "")}/v2/enqueue`;

  async function send(message: Message, context: SendContext): Promise<Sent> {
    const body = JSON.stringify({ routing_key: key, ...eventOf(id, message, deps.publicUrl) });
    await keepDoubt(context.unsure, () =>
      client.send({ method: "POST", url, body, signal: context.signal }),
    );
    return { ref: null, found: false };
  }

  return {
    id,
    kind: "pagerduty",
    sendResolved: config.send_resolved,
    // PagerDuty takes some hundred events a minute for each key.
    pace: { everyMs: 500, burst: 10 },
    send,
    close: () => client.close(),
  };
}
