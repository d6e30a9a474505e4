import type { Alert } from "../core/alerts/index.ts";
import { headline, reasonOf, type Words } from "../core/message/index.ts";
import { shortText } from "./short-text.ts";
import { tameAlert } from "./tame-alert.ts";

/** alertLine says an alert in one clean line of at most `max` units, and of one that is over why it is. */
export function alertLine(alert: Alert, words: Words, max = 300): string {
  const over = alert.status === "resolved" ? ` (${reasonOf(alert)})` : "";
  return `${shortText(headline(tameAlert(alert), words), max - over.length)}${over}`;
}
