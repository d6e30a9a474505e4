import { OperatorError } from "../../core/errors.ts";
import type { Notifier } from "../../core/ports/index.ts";
import type { NotifierDeps } from "../deps.ts";
import { botSender } from "./bot.ts";
import type { SlackConfig } from "./config.ts";
import { incomingSender } from "./incoming.ts";

/** slackNotifier sends to one Slack channel, by bot token or by incoming webhook. */
export function slackNotifier(id: string, config: SlackConfig, deps: NotifierDeps): Notifier {
  return {
    id,
    kind: "slack",
    sendResolved: config.send_resolved,
    // Slack takes about one message a second for each channel, with short bursts.
    pace: { everyMs: 1_000, burst: 3 },
    send: senderOf(id, config, deps),
    close: async () => {},
  };
}

function senderOf(id: string, config: SlackConfig, deps: NotifierDeps): Notifier["send"] {
  const { token, channel, url, api_url: apiUrl, charts } = config;
  if (url) return incomingSender(url, deps);
  if (token && channel) return botSender({ id, token, channel, apiUrl, charts }, deps);
  throw new OperatorError(`${id}: a Slack integration needs \`token\` and \`channel\`, or \`url\``);
}
