import type { Message } from "../../core/message/index.ts";
import type { NotifierDeps } from "../deps.ts";
import { defineKind, prettyJson } from "../kind.ts";
import { slackConfig } from "./config.ts";
import { slackDmNotifier } from "./dm.ts";
import { slackDmConfig } from "./dm-config.ts";
import { attachmentOf } from "./format.ts";
import { masked } from "./masked.ts";
import { slackNotifier } from "./send.ts";

/** slackKind registers the Slack notifier. */
export const slackKind = defineKind(slackConfig, slackNotifier, (message, _id, config, deps) =>
  preview(config.mask_members ? masked(message) : message, deps),
);

/** slackDmKind registers direct messages to the member whom a message is about. */
export const slackDmKind = defineKind(
  slackDmConfig,
  slackDmNotifier,
  (message, _id, _config, deps) => preview(message, deps),
);

function preview(message: Message, { publicUrl, slackApp }: NotifierDeps): string {
  const buttons = slackApp !== undefined;
  return prettyJson({ attachments: [attachmentOf(message, { publicUrl, buttons })] });
}
