import type { Alert } from "../core/alerts/index.ts";
import { correctionText, reasonOf } from "../core/message/index.ts";

/** asides says in brackets behind a headline why an alert is over, or what it corrects; empty where it is neither. */
export function asides(alert: Alert): string {
  if (alert.status === "resolved") return ` (${reasonOf(alert)})`;
  return alert.corrected ? ` (${correctionText(alert, alert.corrected)})` : "";
}
