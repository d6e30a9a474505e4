import { defineKind } from "../kind.ts";
import { emailConfig } from "./config.ts";
import { emailNotifier } from "./send.ts";

/** emailKind registers the e-mail notifier. */
export const emailKind = defineKind(emailConfig, emailNotifier);
