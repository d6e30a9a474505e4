import type { Alert } from "../../core/alerts/index.ts";
import type { EvaluationState } from "../../core/ports/index.ts";
import type { ActTarget, Refused } from "./act.ts";
import { refuse } from "./refuse.ts";

/** findAlerts finds those of a target that fire; refused where one is not known, or none fires. */
export function findAlerts(
  target: ActTarget,
  { alerts, groups }: Pick<EvaluationState, "alerts" | "groups">,
): readonly Alert[] | Refused {
  const byId = new Map(alerts.map((alert) => [alert.id, alert]));
  const group = "group" in target ? groups.find(({ key }) => key === target.group) : undefined;
  if ("group" in target && !group) return refuse("unknown_group");
  const ids = "group" in target ? (group?.alertIds ?? []) : target.alerts;
  const unknown = ids.find((id) => !byId.has(id));
  if (unknown !== undefined && "alerts" in target) return refuse("unknown_alert", unknown);
  const firing = ids.flatMap((id) => {
    const alert = byId.get(id);
    return alert?.status === "firing" ? [alert] : [];
  });
  return firing.length > 0 ? firing : refuse("not_firing");
}
