import { defineKind } from "../kind.ts";
import { discordConfig } from "./config.ts";
import { discordNotifier } from "./send.ts";

/** discordKind registers the Discord notifier. */
export const discordKind = defineKind(discordConfig, discordNotifier);
