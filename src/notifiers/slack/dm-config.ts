import { z } from "zod";
import { httpUrl, secretText } from "../secret-text.ts";
import { templatesConfig } from "../templates-config.ts";
import { CHANNEL } from "./config.ts";

/** slackDmConfig is a direct message to the member whose spend an alert is about. */
export const slackDmConfig = z
  .strictObject({
    token: secretText
      .optional()
      .describe(
        "Bot token (xoxb-…) of a Slack app with the scopes chat:write, users:read.email and im:write. Default: the one of `slack_app`.",
      ),
    fallback: CHANNEL.optional().describe(
      "Channel for what has no owner, or one whom the workspace does not know. Without it such messages are told to the other receivers as undeliverable.",
    ),
    api_url: httpUrl
      .optional()
      .describe(
        "Address of Slack's Web API where it is not https://slack.com/api/ (tests, proxies).",
      ),
    charts: z
      .boolean()
      .default(true)
      .describe(
        "Whether messages show a picture of the leading alert; needs a bot token with the scope files:write.",
      ),
    buttons: z
      .boolean()
      .default(true)
      .describe(
        "Whether messages have buttons (Acknowledge, Silence, Open). They need `slack_app`.",
      ),
    templates: templatesConfig.optional(),
    send_resolved: z
      .boolean()
      .default(true)
      .describe("Whether to tell when alerts are over; the message turns green."),
  })
  .describe(
    "A direct message in Slack to the member whose spend an alert is about; `owner` for short.",
  );

export type SlackDmConfig = z.output<typeof slackDmConfig>;
