import type { Alert } from "../core/alerts/index.ts";
import { headline, hushText, type Words } from "../core/message/index.ts";
import { asides } from "./asides.ts";
import { shortText } from "./short-text.ts";
import { tameAlert } from "./tame-alert.ts";

/** alertLine says an alert in one clean line of at most `max` units, and in brackets why it is over, what it corrects and what keeps it quiet. */
export function alertLine(alert: Alert, words: Words, max = 300): string {
  const over = `${asides(alert)}${quiet(alert, words)}`;
  return `${shortText(headline(tameAlert(alert), words), max - over.length)}${over}`;
}

/** Who keeps it quiet and why are people's own words, of any length. */
function quiet({ hush }: Alert, { timezone }: Words): string {
  return hush ? ` (${shortText(hushText(hush, timezone), 160)})` : "";
}
