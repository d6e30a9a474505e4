import { z } from "zod";
import { secretText } from "../secret-text.ts";
import { CHANNEL } from "./config.ts";
import { API_FIELDS, TOLD_FIELDS } from "./shared-fields.ts";

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
    ...API_FIELDS,
    buttons: z
      .boolean()
      .default(true)
      .describe(
        "Whether messages have buttons (Acknowledge, Silence, Open). They need `slack_app`.",
      ),
    ...TOLD_FIELDS,
  })
  .describe(
    "A direct message in Slack to the member whose spend an alert is about; `owner` for short.",
  );

export type SlackDmConfig = z.output<typeof slackDmConfig>;
