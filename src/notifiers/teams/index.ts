import { defineKind } from "../kind.ts";
import { teamsConfig } from "./config.ts";
import { teamsNotifier } from "./send.ts";

/** teamsKind registers the Microsoft Teams notifier. */
export const teamsKind = defineKind(teamsConfig, teamsNotifier);
