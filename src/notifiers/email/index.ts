import { OperatorError } from "../../core/errors.ts";
import { defineKind } from "../kind.ts";
import { emailConfig } from "./config.ts";

/** emailKind registers the email notifier. */
export const emailKind = defineKind(emailConfig, (id) => {
  throw new OperatorError(`${id}: the email notifier is still being written`);
});
