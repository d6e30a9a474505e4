import { defineKind } from "../kind.ts";
import { opsgenieConfig } from "./config.ts";
import { opsgenieNotifier } from "./send.ts";

/** opsgenieKind registers the Opsgenie notifier. */
export const opsgenieKind = defineKind(opsgenieConfig, opsgenieNotifier);
