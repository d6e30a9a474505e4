import type { Message } from "../../core/message/index.ts";
import type { Notifier, SendContext, Sent } from "../../core/ports/index.ts";
import type { NotifierDeps } from "../deps.ts";
import { type HttpRequest, httpClient } from "../http-client.ts";
import { keepDoubt } from "../still-unsure.ts";
import type { OpsgenieConfig } from "./config.ts";
import { closingNote, type OpsgenieAlert, opsgenieAlertOf } from "./format.ts";

/**
 * opsgenieNotifier keeps one alert for each incident of a group, by its alias: whatever arrives twice changes nothing.
 *
 * | notice                    | what is sent                                              |
 * |---------------------------|-----------------------------------------------------------|
 * | first, digest, test       | the alert                                                 |
 * | any later one that fires  | the alert, opened anew where a person closed it, and what of it has changed |
 * | resolved                  | its end, with a note                                      |
 */
export function opsgenieNotifier(id: string, config: OpsgenieConfig, deps: NotifierDeps): Notifier {
  const key = config.api_key.reveal();
  const client = httpClient({
    name: "Opsgenie",
    advices: {
      unauthorized: "check `api_key`, and that its integration may create and close alerts",
      not_found: "check `base_url`",
      misconfigured: "redirects are not followed; check `base_url`",
      rejected:
        "check `api_key` and `base_url`: accounts in Europe have https://api.eu.opsgenie.com",
    },
    secrets: [key],
    now: deps.now,
  });
  const alerts = `${config.base_url.replace(/\/+$/, "")}/v2/alerts`;

  async function send(message: Message, context: SendContext): Promise<Sent> {
    const alert = opsgenieAlertOf(id, message, deps.publicUrl);
    await keepDoubt(context.unsure, () => tell(message, alert, context));
    return { ref: { alias: alert.alias }, found: false };
  }

  async function tell(message: Message, alert: OpsgenieAlert, context: SendContext): Promise<void> {
    const call = (method: HttpRequest["method"], url: string, body: object) =>
      client.send({
        method,
        url,
        headers: { authorization: `GenieKey ${key}` },
        body: JSON.stringify(body),
        signal: context.signal,
      });
    const part = (name: string) => `${alerts}/${alert.alias}/${name}?identifierType=alias`;
    const { source, description, priority } = alert;
    if (message.status === "resolved") {
      await call("POST", part("close"), { source, note: closingNote(message) });
      return;
    }
    await call("POST", alerts, alert);
    if (context.thread === null) return;
    // Of an alert that is open already, creating it anew changes nothing but its count.
    await call("PUT", part("message"), { message: alert.message });
    await call("PUT", part("description"), { description });
    await call("PUT", part("priority"), { priority });
  }

  return {
    id,
    kind: "opsgenie",
    sendResolved: config.send_resolved,
    pace: { everyMs: 500, burst: 5 },
    send,
    close: () => client.close(),
  };
}
