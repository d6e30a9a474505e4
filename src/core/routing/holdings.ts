import { type Alert, isToldOnce } from "../alerts/index.ts";
import { type Holding, suppressionOf } from "../quiet/index.ts";
import type { Roster } from "./place.ts";
import type { Target } from "./router.ts";
import { isTold } from "./told.ts";

/**
 * holdings lists which alerts are kept from which receivers now. A single happening that its receiver knows of is not kept
 * from it; one that a silence or another alert keeps from it counts as told there.
 */
export function holdings(roster: Roster): readonly Holding[] {
  return [...roster.wanted].flatMap(([id, targets]) => {
    const alert = roster.alerts.get(id);
    return alert ? targets.flatMap((target) => holding(alert, target, roster) ?? []) : [];
  });
}

function holding(
  alert: Alert,
  { receiver, route }: Target,
  { told, quiet }: Roster,
): Holding | null {
  const suppressed = suppressionOf(alert, route, quiet);
  const single = isToldOnce(alert);
  const known = single && isTold(told.get(receiver) ?? new Map(), alert);
  if (!suppressed || known) return null;
  const once = single && quiet.hushOf(alert) !== null;
  return { alertId: alert.id, receiver, ...suppressed, once };
}
