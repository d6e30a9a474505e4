import type { Alert } from "../alerts/alert.ts";
import { who } from "./who.ts";

const ENDS: Readonly<Record<string, string>> = {
  error: "ended with an error",
  failed: "failed",
  aborted: "was aborted",
  blocked: "was blocked",
  completed: "completed",
};

/** runText says how a single run ended: `Run 'nightly recon' of lead@acme.io was blocked: quota exceeded`. */
export function runText(alert: Alert): string {
  const { stream } = alert;
  if (!stream) return `A run of ${who(alert)} ended`;
  const title = stream.taskTitle ?? stream.taskId;
  const owner = stream.member === null ? "an unknown member" : stream.member;
  const end = ENDS[stream.status] ?? `ended as ${stream.status}`;
  return `Run '${oneLine(title)}' of ${owner} ${end}${stream.errorMessage ? `: ${oneLine(stream.errorMessage)}` : ""}`;
}

/** A title is one line whatever the data holds; a long one is cut, its facts have it in full. */
function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const letters = [...line];
  return letters.length > 120 ? `${letters.slice(0, 119).join("")}…` : line;
}
