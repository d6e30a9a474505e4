import { defineKind } from "../kind.ts";
import { pagerdutyConfig } from "./config.ts";
import { pagerdutyNotifier } from "./send.ts";

/** pagerdutyKind registers the PagerDuty notifier. */
export const pagerdutyKind = defineKind(pagerdutyConfig, pagerdutyNotifier);
