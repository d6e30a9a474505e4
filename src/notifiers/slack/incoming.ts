import { IncomingWebhook } from "@slack/webhook";
import type { Message } from "../../core/message/index.ts";
import type { SendContext, Sent } from "../../core/ports/index.ts";
import type { Secret } from "../../core/secret.ts";
import type { NotifierDeps } from "../deps.ts";
import { stillUnsure } from "../still-unsure.ts";
import { slackFetch, TIMEOUT_MS } from "./client.ts";
import { slackFailure } from "./failure.ts";
import { attachmentOf } from "./format.ts";

const CHANNEL = "the incoming webhook's channel";

/**
 * incomingSender posts by an incoming webhook. Slack tells no id for these: every notice is a message of its own, and
 * one whose fate is unknown can only be marked.
 */
export function incomingSender(url: Secret, deps: NotifierDeps) {
  return async (message: Message, context: SendContext): Promise<Sent> => {
    const webhook = new IncomingWebhook(url.reveal(), {
      timeout: TIMEOUT_MS,
      fetch: slackFetch(CHANNEL, context.signal) as never,
    });
    const options = { publicUrl: deps.publicUrl, maybeRepeat: context.unsure };
    try {
      await webhook.send({ attachments: [attachmentOf(message, options)] as never });
      return { ref: null, found: false };
    } catch (error) {
      const failure = slackFailure(error, CHANNEL);
      throw context.unsure ? stillUnsure(failure) : failure;
    }
  };
}
