import type { Alert } from "../../core/alerts/index.ts";
import type { MatcherText } from "../../core/quiet/index.ts";

/** SilencedTogether are alerts that one silence is for, and its matchers. */
export interface SilencedTogether {
  readonly alerts: readonly Alert[];
  readonly matchers: readonly MatcherText[];
}

/**
 * silencesFor gives the matchers that silence alerts: the labels that all of them share where the rule is among these, so
 * that one silence does, and what joins them later is silent, too; else one for each. A higher step or severity is a label,
 * too: what gets worse than all that was silenced is told.
 */
export function silencesFor(alerts: readonly Alert[]): readonly SilencedTogether[] {
  const [first, ...rest] = alerts;
  const shared = Object.entries(first?.labels ?? {}).filter(([name, value]) =>
    rest.every(({ labels }) => labels[name] === value),
  );
  if (shared.some(([name]) => name === "rule")) return [{ alerts, matchers: equal(shared) }];
  return alerts.map((alert) => ({
    alerts: [alert],
    matchers: equal(Object.entries(alert.labels)),
  }));
}

/** An empty label is one that is missing: it tells nothing apart. */
function equal(labels: readonly (readonly [string, string])[]): readonly MatcherText[] {
  return labels
    .filter(([, value]) => value !== "")
    .map(([label, value]): MatcherText => ({ label, operator: "=", value }));
}
