import type { Alert } from "../alerts/alert.ts";
import type { LabelMatcher } from "../routing/route.ts";

/** matchesAll tells whether labels meet every matcher; a label that is missing is empty. */
export function matchesAll(matchers: readonly LabelMatcher[], labels: Alert["labels"]): boolean {
  return matchers.every(({ label, matches }) => matches(labels[label] ?? ""));
}
