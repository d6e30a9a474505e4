import type { Alert } from "../core/alerts/index.ts";
import { headline, type Words } from "../core/message/index.ts";
import { asides } from "./asides.ts";
import { shortText } from "./short-text.ts";
import { tameAlert } from "./tame-alert.ts";

/** alertLine says an alert in one clean line of at most `max` units, and in brackets why it is over or what it corrects. */
export function alertLine(alert: Alert, words: Words, max = 300): string {
  const over = asides(alert);
  return `${shortText(headline(tameAlert(alert), words), max - over.length)}${over}`;
}
