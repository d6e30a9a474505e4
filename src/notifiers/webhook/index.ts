import { defineKind } from "../kind.ts";
import { bodyOf } from "./body.ts";
import { webhookConfig } from "./config.ts";
import { webhookNotifier } from "./send.ts";

/** webhookKind registers the webhook notifier. */
export const webhookKind = defineKind(webhookConfig, webhookNotifier, (message, id, config, deps) =>
  bodyOf(id, config, deps)(message).text.replace(/\n*$/, "\n"),
);
