import type { Message } from "../../core/message/index.ts";
import { shortText } from "../short-text.ts";

/**
 * subjectOf writes a subject in Alertmanager's manner. What changes from mail to mail stands in square brackets and the
 * rest is the same for the whole incident: mail programs that thread by subject (Gmail does, and passes over what is in
 * brackets) keep the incident together, and each mail still says how things are now.
 */
export function subjectOf(message: Message): string {
  const said = message.title
    .replace(/^Resolved: /, "")
    .replace(/\[/g, "(")
    .replace(/\]/g, ")");
  const title = shortText(said, 160);
  return `[${state(message)} ${title}] ${incidentOf(message)}`;
}

function state({ notice, status, firing }: Message): string {
  if (notice === "test") return "TEST";
  return status === "resolved" ? "RESOLVED" : `FIRING:${firing.length}`;
}

/** incidentOf names the incident the same way in each of its mails. */
function incidentOf({ groupLabels, commonLabels, receiver, incident }: Message): string {
  const values = Object.values(groupLabels);
  const name = values.length > 0 ? values.join(" ") : (commonLabels["rule"] ?? receiver);
  return `${shortText(name.replace(/[[\]]/g, ""), 60)} #${incident}`;
}
