import type { Settings } from "../../config/index.ts";
import type { Alert } from "../../core/alerts/index.ts";
import type { Message } from "../../core/message/index.ts";
import type { Hush } from "../../core/quiet/index.ts";
import type { HeldNow } from "../../flow/index.ts";
import { quietNow } from "../quiet-now.ts";

/** Hushes tells what keeps an alert quiet now; null where nothing does. */
export type Hushes = (alert: Alert) => Hush | null;

/** hushesOf finds what keeps alerts quiet at a moment, by the configuration and by what people have done. */
export function hushesOf(
  alerts: readonly Alert[],
  held: HeldNow,
  settings: Pick<Settings, "silences" | "inhibitRules">,
  now: number,
): Hushes {
  return quietNow(alerts, held, settings, now).hushOf;
}

/** refreshed is a message that was sent, with what keeps its alerts quiet now. */
export function refreshed(message: Message, hushOf: Hushes): Message {
  return { ...message, firing: message.firing.map((alert) => withHush(alert, hushOf)) };
}

/** withHush is an alert with what keeps it quiet now. */
export function withHush({ hush: _, ...alert }: Alert, hushOf: Hushes): Alert {
  const hush = hushOf(alert);
  return hush ? { ...alert, hush } : alert;
}
