import { defineKind, prettyJson } from "../kind.ts";
import { teamsConfig } from "./config.ts";
import { teamsMessageOf } from "./format.ts";
import { teamsNotifier } from "./send.ts";

/** teamsKind registers the Microsoft Teams notifier. */
export const teamsKind = defineKind(teamsConfig, teamsNotifier, (message, _id, _config, deps) =>
  prettyJson(teamsMessageOf(message, { publicUrl: deps.publicUrl })),
);
