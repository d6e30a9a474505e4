import { defineKind, prettyJson } from "../kind.ts";
import { opsgenieConfig } from "./config.ts";
import { closingNote, opsgenieAlertOf } from "./format.ts";
import { opsgenieNotifier } from "./send.ts";

/** opsgenieKind registers the Opsgenie notifier. */
export const opsgenieKind = defineKind(
  opsgenieConfig,
  opsgenieNotifier,
  (message, id, _config, deps) =>
    prettyJson(
      message.status === "resolved"
        ? { note: closingNote(message) }
        : opsgenieAlertOf(id, message, deps.publicUrl),
    ),
);
