import type { Alert } from "../../src/core/alerts/index.ts";
import type { Acknowledgement, InhibitRule, Silence } from "../../src/core/quiet/index.ts";
import type { LabelMatcher } from "../../src/core/routing/index.ts";

/** matchers asks for labels that equal these values; `*` for any that is not empty. */
export function matchers(labels: Readonly<Record<string, string>>): readonly LabelMatcher[] {
  return Object.entries(labels).map(([label, wanted]) => ({
    label,
    source: wanted === "*" ? `${label}=~".+"` : `${label}="${wanted}"`,
    matches: (value) => (wanted === "*" ? value !== "" : value === wanted),
  }));
}

/** silence silences what has these labels, from the beginning of time until told otherwise. */
export function silence(
  id: string,
  labels: Readonly<Record<string, string>>,
  fields: Partial<Silence> = {},
): Silence {
  const rest = { startsAt: 0, endsAt: Number.MAX_SAFE_INTEGER, author: "Ana", comment: "" };
  return { id, matchers: matchers(labels), ...rest, ...fields };
}

/** inhibit lets alerts with some labels speak for those with others that agree in `equal`. */
export function inhibit(
  source: Readonly<Record<string, string>>,
  target: Readonly<Record<string, string>>,
  equal: readonly string[] = [],
): InhibitRule {
  return { source: matchers(source), target: matchers(target), equal };
}

/** acknowledgement is Ana's of the alert as it is, at a moment. */
export function acknowledgement(
  { id, startsAt, value, severity }: Alert,
  at: number,
  fields: Partial<Acknowledgement> = {},
): Acknowledgement {
  return { alertId: id, startsAt: startsAt ?? 0, at, by: "Ana", value, severity, ...fields };
}
