import type { Alert } from "../alerts/index.ts";
import type { Route } from "./route.ts";
import { groupKey } from "./send-key.ts";
import { spokenIn, traceRoutes } from "./trace.ts";

/** Target is one notification group that an alert belongs to, with the route that gives its timings. */
export interface Target {
  readonly key: string;
  readonly receiver: string;
  readonly route: Route;
  readonly groupLabels: Readonly<Record<string, string>>;
  /** It is there since nobody took the alert on. */
  readonly escalated?: true;
}

/** Router finds the groups of an alert. */
export type Router = (alert: Alert) => readonly Target[];

/** ALL_LABELS in `group_by` puts each set of labels into a group of its own. */
const ALL_LABELS = "...";

/**
 * createRouter walks the route tree as Alertmanager does: children in order, the first that matches takes the alert
 * unless it says `continue`; a node takes what none of its children took. A receiver that several routes lead to is
 * told once, by the first of them. A receiver that cannot be reached is told of by all others instead (by the root's
 * receiver where there is no other). Results are kept for as long as an alert keeps its labels.
 */
export function createRouter(root: Route, receivers: readonly string[]): Router {
  const kept = new WeakMap<Alert["labels"], readonly Target[]>();
  return (alert) => {
    const known = kept.get(alert.labels);
    if (known) return known;
    const targets = targetsOf(alert, root, receivers);
    kept.set(alert.labels, targets);
    return targets;
  };
}

function targetsOf(alert: Alert, root: Route, receivers: readonly string[]): readonly Target[] {
  if (alert.kind === "system" && alert.ref.rule === "delivery-failed") {
    return otherReceivers(alert, root, receivers).map((receiver) =>
      target({ ...root, path: "delivery-failed", receiver, groupBy: ["rule", "receiver"] }, alert),
    );
  }
  const byReceiver = new Map<string, Target>();
  for (const { route } of spokenIn(traceRoutes(root, alert.labels))) {
    if (!byReceiver.has(route.receiver)) byReceiver.set(route.receiver, target(route, alert));
  }
  return [...byReceiver.values()];
}

/** The condition's subject is the receiver or one of its integrations (`receiver/kind/index`). */
function otherReceivers(
  alert: Alert,
  root: Route,
  receivers: readonly string[],
): readonly string[] {
  const failed = alert.labels["receiver"] ?? "";
  const others = receivers.filter((name) => name !== failed && !failed.startsWith(`${name}/`));
  return others.length > 0 ? others : [root.receiver];
}

function target(route: Route, alert: Alert): Target {
  const names = route.groupBy.includes(ALL_LABELS) ? Object.keys(alert.labels) : route.groupBy;
  const groupLabels: Record<string, string> = {};
  for (const name of names) groupLabels[name] = alert.labels[name] ?? "";
  const key = groupKey(route.receiver, route.path, groupLabels);
  return { key, receiver: route.receiver, route, groupLabels };
}
