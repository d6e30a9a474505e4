import { defineKind } from "../kind.ts";
import { consoleConfig } from "./config.ts";
import { linesOf, noPaint } from "./format.ts";
import { consoleNotifier } from "./send.ts";

/** consoleKind registers the console notifier. */
export const consoleKind = defineKind(consoleConfig, consoleNotifier, (message) =>
  linesOf(message, noPaint),
);
