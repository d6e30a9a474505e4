import { defineKind, prettyJson } from "../kind.ts";
import { discordConfig } from "./config.ts";
import { discordMessageOf } from "./format.ts";
import { discordNotifier } from "./send.ts";

/** discordKind registers the Discord notifier. */
export const discordKind = defineKind(
  discordConfig,
  discordNotifier,
  (message, _id, _config, deps) =>
    prettyJson(discordMessageOf(message, { publicUrl: deps.publicUrl })),
);
