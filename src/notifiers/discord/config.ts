import { z } from "zod";
import { secretUrl } from "../secret-text.ts";
import { templatesConfig } from "../templates-config.ts";

/** discordConfig is a Discord integration: a channel's webhook. */
export const discordConfig = z
  .strictObject({
    url: secretUrl.describe(
      "Address of the channel's webhook: https://discord.com/api/webhooks/<id>/<token>.",
    ),
    templates: templatesConfig.optional(),
    send_resolved: z
      .boolean()
      .default(true)
      .describe("Whether to tell when alerts are over; the message turns green."),
  })
  .describe("A Discord channel, by its webhook.");

export type DiscordConfig = z.output<typeof discordConfig>;
