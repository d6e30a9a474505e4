import { defineKind, prettyJson } from "../kind.ts";
import { pagerdutyConfig } from "./config.ts";
import { eventOf } from "./format.ts";
import { pagerdutyNotifier } from "./send.ts";

/** pagerdutyKind registers the PagerDuty notifier. */
export const pagerdutyKind = defineKind(
  pagerdutyConfig,
  pagerdutyNotifier,
  (message, id, _config, deps) =>
    prettyJson({ routing_key: "***", ...eventOf(id, message, deps.publicUrl) }),
);
