import { z } from "zod";
import { secretUrl } from "../secret-text.ts";
import { templatesConfig } from "../templates-config.ts";

/** teamsConfig is a Microsoft Teams integration: the address of a workflow that posts what it gets. */
export const teamsConfig = z
  .strictObject({
    url: secretUrl.describe(
      'Address of a workflow with the trigger "When a Teams webhook request is received", as the Workflows app shows it.',
    ),
    templates: templatesConfig.optional(),
    send_resolved: z.boolean().default(true).describe("Whether to tell when alerts are over."),
  })
  .describe("A Microsoft Teams channel or chat, by a workflow's webhook.");

export type TeamsConfig = z.output<typeof teamsConfig>;
