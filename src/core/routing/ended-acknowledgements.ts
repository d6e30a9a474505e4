import { type Acknowledgement, hasWorsened, isTakenOn } from "../quiet/index.ts";
import type { Roster } from "./place.ts";
import type { NotificationGroup } from "./route.ts";

/**
 * endedAcknowledgements lists those that count no more: of alerts that are over and of which nothing is left to be told, of
 * earlier firings, and of alerts that have worsened and speak again.
 */
export function endedAcknowledgements(
  acknowledgements: readonly Acknowledgement[],
  { alerts, quiet }: Roster,
  after: readonly NotificationGroup[],
): readonly Acknowledgement[] {
  if (acknowledgements.length === 0) return [];
  const needed = new Set(after.flatMap(({ alertIds }) => alertIds));
  return acknowledgements.filter((one) => {
    const alert = alerts.get(one.alertId);
    if (!alert) return true;
    if (isTakenOn(one, alert)) return hasWorsened(one, alert) && !quiet.hushOf(alert);
    return alert.startsAt !== one.startsAt || !needed.has(alert.id);
  });
}
