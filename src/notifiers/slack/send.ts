import { OperatorError } from "../../core/errors.ts";
import type { Message } from "../../core/message/index.ts";
import type { Notifier } from "../../core/ports/index.ts";
import type { Secret } from "../../core/secret.ts";
import type { NotifierDeps } from "../deps.ts";
import { botSender } from "./bot.ts";
import type { SlackConfig } from "./config.ts";
import { incomingSender } from "./incoming.ts";
import { masked } from "./masked.ts";

/** slackNotifier sends to one Slack channel, by bot token or by incoming webhook. */
export function slackNotifier(id: string, config: SlackConfig, deps: NotifierDeps): Notifier {
  return {
    id,
    kind: "slack",
    sendResolved: config.send_resolved,
    // Slack takes about one message a second for each channel, with short bursts.
    pace: { everyMs: 1_000, burst: 3 },
    ...sender(id, config, deps),
    close: async () => {},
  };
}

function sender(
  id: string,
  config: SlackConfig,
  deps: NotifierDeps,
): Pick<Notifier, "send" | "refresh"> {
  const { token, channel, url, api_url: apiUrl, charts } = config;
  const seen = config.mask_members ? masked : (message: Message) => message;
  if (url) {
    const send = incomingSender(url, deps);
    return { send: (message, context) => send(seen(message), context) };
  }
  if (!token || !channel) {
    throw new OperatorError(
      `${id}: a Slack integration needs \`token\` and \`channel\`, or \`url\``,
    );
  }
  const buttons = config.buttons && isOfApp(token, deps);
  const bot = botSender({ id, token, channel, apiUrl, charts, buttons }, deps);
  return {
    send: (message, context) => bot.send(seen(message), context),
    refresh: (message, ...rest) => bot.refresh(seen(message), ...rest),
  };
}

/** isOfApp tells whether a bot's buttons reach the daemon: Slack tells of them the app that the bot belongs to. */
function isOfApp(token: Secret, { slackApp }: NotifierDeps): boolean {
  return slackApp?.token.reveal() === token.reveal();
}
