import { z } from "zod";
import { httpUrl, secretText } from "../secret-text.ts";
import { templatesConfig } from "../templates-config.ts";

/** pagerdutyConfig is a PagerDuty integration: a service's integration key for the Events API v2. */
export const pagerdutyConfig = z
  .strictObject({
    routing_key: secretText.describe(
      "Integration key of a PagerDuty service (Events API v2), 32 characters.",
    ),
    base_url: httpUrl
      .default("https://events.pagerduty.com")
      .describe(
        "Address of the Events API; accounts in Europe have https://events.eu.pagerduty.com. Default https://events.pagerduty.com.",
      ),
    templates: templatesConfig.optional(),
    send_resolved: z
      .boolean()
      .default(true)
      .describe("Whether to resolve incidents when alerts are over."),
  })
  .describe("A PagerDuty service, by its Events API v2.");

export type PagerdutyConfig = z.output<typeof pagerdutyConfig>;
