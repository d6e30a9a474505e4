import { defineKind } from "../kind.ts";
import { emailConfig } from "./config.ts";
import { mailOf } from "./format.ts";
import { emailNotifier } from "./send.ts";

/** emailKind registers the e-mail notifier. */
export const emailKind = defineKind(emailConfig, emailNotifier, (message, _id, _config, deps) => {
  const { subject, text } = mailOf(message, deps.publicUrl);
  return `Subject: ${subject}\n\n${text}`;
});
