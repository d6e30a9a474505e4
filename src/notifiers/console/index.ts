import { OperatorError } from "../../core/errors.ts";
import { defineKind } from "../kind.ts";
import { consoleConfig } from "./config.ts";

/** consoleKind registers the console notifier. */
export const consoleKind = defineKind(consoleConfig, (id) => {
  throw new OperatorError(`${id}: the console notifier is still being written`);
});
