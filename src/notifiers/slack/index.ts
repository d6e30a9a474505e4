import { defineKind, prettyJson } from "../kind.ts";
import { slackConfig } from "./config.ts";
import { attachmentOf } from "./format.ts";
import { slackNotifier } from "./send.ts";

/** slackKind registers the Slack notifier. */
export const slackKind = defineKind(slackConfig, slackNotifier, (message, _id, _config, deps) =>
  prettyJson({ attachments: [attachmentOf(message, { publicUrl: deps.publicUrl })] }),
);
