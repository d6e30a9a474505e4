import { type Message, templateData } from "../../core/message/index.ts";
import { bodyTemplate, TemplateError } from "../../templates/index.ts";
import type { NotifierDeps } from "../deps.ts";
import { isJson, type WebhookConfig } from "./config.ts";
import { payloadOf } from "./format.ts";

const JSON_TYPE = "application/json";
/** A template sees so many of the firing and of the resolved alerts, unless `max_alerts` says otherwise. */
const SEEN = 1_000;

/** Body is what is posted. */
export interface Body {
  readonly text: string;
  readonly contentType: string;
}

/**
 * bodyOf makes an integration's bodies: by its own template, or Alertmanager's payload. Where the template fails, that payload is posted
 * with the annotation `template_error`, and the log tells: an alert is never lost to its template.
 */
export function bodyOf(
  id: string,
  config: Pick<WebhookConfig, "template" | "content_type" | "max_alerts">,
  deps: Pick<NotifierDeps, "log" | "publicUrl">,
): (message: Message) => Body {
  const { template, content_type: contentType, max_alerts: maxAlerts } = config;
  const { publicUrl } = deps;
  const builtIn = (message: Message, failure?: string): Body => {
    const payload = payloadOf(message, { maxAlerts, publicUrl });
    const { commonAnnotations } = payload;
    const told = failure && { ...commonAnnotations, template_error: failure };
    const text = JSON.stringify({ ...payload, ...(told && { commonAnnotations: told }) });
    return { text, contentType: JSON_TYPE };
  };
  if (template === undefined) return (message) => builtIn(message);
  const json = isJson(contentType);
  return (message) => {
    try {
      const data = templateData(message, publicUrl, maxAlerts > 0 ? maxAlerts : SEEN);
      return { text: bodyTemplate(template, { json }).render(data), contentType };
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      deps.log.warn("A webhook's template failed; Alertmanager's payload was posted in its place", {
        ...{ notifier: id, key: message.key, reason: error.message },
      });
      return builtIn(message, error.message);
    }
  };
}
