import { defineKind } from "../kind.ts";
import { slackConfig } from "./config.ts";
import { slackNotifier } from "./send.ts";

/** slackKind registers the Slack notifier. */
export const slackKind = defineKind(slackConfig, slackNotifier);
