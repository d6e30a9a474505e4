import type { Alert } from "../alerts/alert.ts";
import type { Hush } from "./hush.ts";
import type { InhibitRule } from "./inhibit-rule.ts";
import { matchesAll } from "./matches-all.ts";

/** Inhibition finds the hush of an alert that another speaks for; null where none does. */
export type Inhibition = (alert: Pick<Alert, "labels">) => Hush | null;

/**
 * createInhibition applies inhibit rules to the alerts that fire, as Alertmanager does: a label that is missing is empty,
 * so two alerts that both lack a label of `equal` agree in it; and an alert that matches both sides of a rule is never
 * inhibited by one for which the same is true, itself above all. Silenced and inhibited alerts inhibit, too.
 */
export function createInhibition(
  rules: readonly InhibitRule[],
  alerts: Iterable<Alert>,
): Inhibition {
  if (rules.length === 0) return () => null;
  const firing = [...alerts].filter(({ status, muted }) => status === "firing" && !muted);
  const sides = rules.map((rule) => ({ rule, sources: sourcesOf(rule, firing) }));
  return ({ labels }) => {
    for (const { rule, sources } of sides) {
      if (!matchesAll(rule.target, labels)) continue;
      const found = sources.get(keyOf(rule, labels));
      const source = matchesAll(rule.source, labels)
        ? found?.oneSided
        : (found?.oneSided ?? found?.any);
      if (source) return inhibitedBy(source);
    }
    return null;
  };
}

function inhibitedBy({ id, ref, startsAt, updatedAt }: Alert): Hush {
  return { reason: "inhibited", source: id, by: ref.rule, at: startsAt ?? updatedAt };
}

interface Sources {
  readonly any: Alert;
  /** One that is not a target of the same rule. */
  readonly oneSided: Alert | null;
}

/** The alerts that a rule lets speak for others, by what they agree in. */
function sourcesOf(rule: InhibitRule, firing: readonly Alert[]): ReadonlyMap<string, Sources> {
  const found = new Map<string, Sources>();
  for (const alert of firing) {
    if (!matchesAll(rule.source, alert.labels)) continue;
    const key = keyOf(rule, alert.labels);
    const known = found.get(key);
    const oneSided = known?.oneSided ?? (matchesAll(rule.target, alert.labels) ? null : alert);
    found.set(key, { any: known?.any ?? alert, oneSided });
  }
  return found;
}

function keyOf({ equal }: InhibitRule, labels: Alert["labels"]): string {
  return JSON.stringify(equal.map((label) => labels[label] ?? ""));
}
