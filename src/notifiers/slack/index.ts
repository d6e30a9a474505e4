import { OperatorError } from "../../core/errors.ts";
import { defineKind } from "../kind.ts";
import { slackConfig } from "./config.ts";

/** slackKind registers the slack notifier. */
export const slackKind = defineKind(slackConfig, (id) => {
  throw new OperatorError(`${id}: the slack notifier is still being written`);
});
