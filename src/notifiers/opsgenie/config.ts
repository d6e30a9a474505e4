import { z } from "zod";
import { httpUrl, secretText } from "../secret-text.ts";
import { templatesConfig } from "../templates-config.ts";

/** opsgenieConfig is an Opsgenie integration: an API key that may create and close alerts. */
export const opsgenieConfig = z
  .strictObject({
    api_key: secretText.describe("Key of an API integration that may create and close alerts."),
    base_url: httpUrl
      .default("https://api.opsgenie.com")
      .describe(
        "Address of the API; accounts in Europe have https://api.eu.opsgenie.com. Default https://api.opsgenie.com.",
      ),
    templates: templatesConfig.optional(),
    send_resolved: z
      .boolean()
      .default(true)
      .describe("Whether to close alerts when they are over."),
  })
  .describe("Opsgenie, by its alert API.");

export type OpsgenieConfig = z.output<typeof opsgenieConfig>;
