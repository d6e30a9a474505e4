import { z } from "zod";
import { secretText, secretUrl } from "../secret-text.ts";
import { API_FIELDS, TOLD_FIELDS } from "./shared-fields.ts";

/** CHANNEL is a channel by its name or its id. */
export const CHANNEL = z
  .string()
  .regex(
    /^[#@]?[^\s#@]{1,80}$/u,
    "must be a channel such as #neo-budget or an id such as C0123456789",
  );

/** slackConfig is a Slack integration: a bot token with a channel, or the address of an incoming webhook. */
export const slackConfig = z
  .strictObject({
    token: secretText
      .optional()
      .describe(
        "Bot token (xoxb-…) of a Slack app with the scope chat:write, and files:write for pictures; needs `channel`.",
      ),
    channel: CHANNEL.optional().describe(
      "Channel to post to: #name or, better, its id (C…), which lets the daemon look up messages without further scopes. Invite the bot to it.",
    ),
    url: secretUrl
      .optional()
      .describe(
        "Address of an incoming webhook, instead of token and channel. Slack tells no message id for these, so nothing is edited or threaded later.",
      ),
    ...API_FIELDS,
    buttons: z
      .boolean()
      .default(true)
      .describe(
        "Whether messages have buttons (Acknowledge, Silence, Open). They need `slack_app`, and this token to be its bot's.",
      ),
    mask_members: z
      .boolean()
      .default(false)
      .describe(
        "Whether e-mail addresses are masked (l***@acme.io) wherever they stand in a message, for channels that many read.",
      ),
    ...TOLD_FIELDS,
  })
  .superRefine((config, context) => {
    const problem = ways(config);
    if (problem) context.addIssue({ code: "custom", message: problem });
  })
  .describe("A Slack channel.");

export type SlackConfig = z.output<typeof slackConfig>;

function ways(config: { token?: unknown; channel?: unknown; url?: unknown }): string | undefined {
  if (config.url && (config.token || config.channel)) {
    return "give either `url` (incoming webhook) or `token` with `channel`, not both";
  }
  if (config.url) return undefined;
  if (!config.token && !config.channel) return "needs `token` and `channel`, or `url`";
  if (!config.token) return "needs `token` beside `channel`";
  if (!config.channel) return "needs `channel` beside `token`";
  return undefined;
}
