import { OperatorError } from "../../core/errors.ts";
import { defineKind } from "../kind.ts";
import { webhookConfig } from "./config.ts";

/** webhookKind registers the webhook notifier. */
export const webhookKind = defineKind(webhookConfig, (id) => {
  throw new OperatorError(`${id}: the webhook notifier is still being written`);
});
