import { defineKind } from "../kind.ts";
import { webhookConfig } from "./config.ts";
import { webhookNotifier } from "./send.ts";

/** webhookKind registers the webhook notifier. */
export const webhookKind = defineKind(webhookConfig, webhookNotifier);
