import { z } from "zod";
import { httpUrl, secretText } from "../../notifiers/index.ts";
import { text } from "../values/scalars.ts";

const user = z
  .string()
  .regex(/^[UW][A-Z0-9]{2,}$/, "must be a Slack user's id such as U0123456789, not a name")
  .describe("Id of a Slack user, from the profile's menu: Copy member ID.");

/** slackAppSchema is `slack_app`: the app whose buttons and command the daemon listens to. */
export const slackAppSchema = z
  .strictObject({
    app_token: secretText
      .optional()
      .describe(
        "App-level token (xapp-…) with the scope connections:write. The daemon connects to Slack by Socket Mode: it needs no address of its own.",
      ),
    app_token_file: text("the path of a file")
      .optional()
      .describe("File that holds the app-level token, instead of `app_token`."),
    signing_secret: secretText
      .optional()
      .describe(
        "The app's signing secret, instead of `app_token`: Slack calls POST /hooks/slack at the daemon's public address.",
      ),
    signing_secret_file: text("the path of a file")
      .optional()
      .describe("File that holds the signing secret, instead of `signing_secret`."),
    token: secretText
      .optional()
      .describe("The app's bot token (xoxb-…). Default: the one that all Slack receivers share."),
    token_file: text("the path of a file")
      .optional()
      .describe("File that holds the bot token, instead of `token`."),
    allowed_users: z
      .array(user)
      .min(1, "needs at least one user; leave it out for everybody")
      .optional()
      .describe(
        "Who may press buttons and ask. Default: everybody who sees the message; asking is open to the workspace.",
      ),
    api_url: httpUrl
      .optional()
      .describe(
        "Address of Slack's Web API where it is not https://slack.com/api/ (tests, proxies).",
      ),
  })
  .describe("The Slack app whose buttons and /neo-budget command the daemon listens to.");

export type SlackAppInput = z.output<typeof slackAppSchema>;
