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
    send_resolved: z.boolean().default(true).describe("Whether to tell when alerts are over."),
  })
  .describe("An HTTP address that takes Alertmanager's webhook payload, version 4.");

export type WebhookConfig = z.output<typeof webhookConfig>;
