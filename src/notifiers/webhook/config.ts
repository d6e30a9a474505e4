import { z } from "zod";
import { secretText, secretUrl } from "../secret-text.ts";

/** webhookConfig is a webhook integration: Alertmanager's version-4 payload, posted to an address. */
export const webhookConfig = z
  .strictObject({
    url: secretUrl.describe("Address that the JSON is posted to."),
    secret: secretText
      .optional()
      .describe(
        "Shared secret: requests then carry X-Neo-Budgetd-Timestamp and X-Neo-Budgetd-Signature, an HMAC-SHA256 of the timestamp, a full stop and the body.",
      ),
    max_alerts: z
      .int()
      .min(0)
      .default(0)
      .describe(
        "Most alerts in one request, 0 for all; `truncatedAlerts` says how many were left out.",
      ),
    template: z
      .string()
      .min(1, "must not be empty")
      .optional()
      .describe(
        "Liquid template of the body, in place of Alertmanager's payload. What it inserts is escaped for the inside of JSON strings; `check` renders it with examples.",
      ),
    content_type: z
      .string()
      .regex(
        /^[\w.+-]+\/[\w.+-]+(?:; ?charset=[\w-]+)?$/,
        "must be a media type such as application/json or text/plain",
      )
      .default("application/json")
      .describe("Media type of what `template` writes; of JSON ones it must be JSON."),
    send_resolved: z.boolean().default(true).describe("Whether to tell when alerts are over."),
  })
  .describe("An HTTP address that takes Alertmanager's webhook payload, version 4.");

/** isJson tells whether a media type is one of JSON. */
export function isJson(contentType: string): boolean {
  return /[/+]json\b/i.test(contentType);
}

export type WebhookConfig = z.output<typeof webhookConfig>;
