import type { Finding } from "../engine/finding.ts";
import type { Alert } from "./alert.ts";
import { alertId } from "./alert-id.ts";
import type { LifeContext, RuleTexts } from "./life-context.ts";

/** Life is the part of an alert that its life cycle decides. */
type Life = Pick<
  Alert,
  | "status"
  | "reason"
  | "covered"
  | "muted"
  | "alsoCrossed"
  | "contributors"
  | "pendingSince"
  | "startsAt"
  | "endsAt"
  | "lastBreachedAt"
  | "updatedAt"
>;

/** Seen is the part of an alert that is taken from its finding and its rule anew at every tick. */
type Seen = Omit<Alert, keyof Life>;

function lifeOf(alert: Alert): Life {
  return {
    status: alert.status,
    reason: alert.reason,
    covered: alert.covered,
    muted: alert.muted,
    ...(alert.alsoCrossed ? { alsoCrossed: alert.alsoCrossed } : {}),
    ...(alert.contributors ? { contributors: alert.contributors } : {}),
    pendingSince: alert.pendingSince,
    startsAt: alert.startsAt,
    endsAt: alert.endsAt,
    lastBreachedAt: alert.lastBreachedAt,
    updatedAt: alert.updatedAt,
  };
}

/** seen reads a finding and its rule's texts as the changing part of an alert; `prev` lends it what stayed the same. */
export function seen(prev: Alert | null, finding: Finding, rule: RuleTexts | null): Seen {
  const labels = alertLabels(finding, rule);
  return {
    id: prev?.id ?? alertId(finding.ref),
    ref: prev?.ref ?? finding.ref,
    kind: finding.kind,
    severity: finding.severity,
    labels: prev && sameTexts(prev.labels, labels) ? prev.labels : labels,
    ...(rule?.summary === undefined ? {} : { summary: rule.summary }),
    ...(rule?.description === undefined ? {} : { description: rule.description }),
    ...(rule?.runbook === undefined ? {} : { runbook: rule.runbook }),
    metric: finding.metric,
    unit: finding.unit,
    value: finding.value,
    limit: finding.limit,
    ...(finding.budget === undefined ? {} : { budget: finding.budget }),
    window: finding.window,
    streams: finding.streams,
    ...(finding.closed && { closed: finding.closed }),
    ...comparisons(finding),
    ...(finding.stream === undefined ? {} : { stream: finding.stream }),
    ...(finding.advice === undefined ? {} : { advice: finding.advice }),
    terms: finding.terms,
  };
}

/** alertOf is what a finding would be as an alert, for what shows one that may never have fired. */
export function alertOf(finding: Finding, rule: RuleTexts, at: number): Alert {
  const never = { pendingSince: null, startsAt: null, endsAt: null, lastBreachedAt: null };
  return {
    ...seen(null, finding, rule),
    ...{ status: finding.breached ? "firing" : "inactive", reason: "first" },
    ...{ covered: false, muted: false, updatedAt: at },
    ...never,
  };
}

/**
 * seenAgain is an open alert with what its finding says now. Most alerts of most ticks differ from before in their
 * numbers alone, under the same rules: those are taken over without looking at their texts, which is what costs.
 */
export function seenAgain(prev: Alert, finding: Finding, context: LifeContext): Alert {
  const { severity, terms, advice } = finding;
  const sameTexts = severity === prev.severity && terms === prev.terms && advice === prev.advice;
  const sameShape = COMPARISONS.every(
    (key) => (finding[key] === undefined) === (prev[key] === undefined),
  );
  if (context.edited || !sameTexts || !sameShape || finding.stream) {
    return { ...lifeOf(prev), ...seen(prev, finding, context.rule), updatedAt: context.now };
  }
  const { value, limit, window, streams } = finding;
  return {
    ...prev,
    value,
    limit,
    window,
    streams,
    updatedAt: context.now,
    ...comparisons(finding),
  };
}

/** What a kind of rule compares with or tells of, beside the limit. */
const COMPARISONS = ["baseline", "burn", "forecast", "lastAt", "earlier", "of"] as const;

function comparisons(finding: Finding): Pick<Finding, (typeof COMPARISONS)[number]> {
  return {
    ...(finding.baseline === undefined ? {} : { baseline: finding.baseline }),
    ...(finding.burn === undefined ? {} : { burn: finding.burn }),
    ...(finding.forecast === undefined ? {} : { forecast: finding.forecast }),
    ...(finding.lastAt === undefined ? {} : { lastAt: finding.lastAt }),
    ...(finding.earlier === undefined ? {} : { earlier: finding.earlier }),
    ...(finding.of === undefined ? {} : { of: finding.of }),
  };
}

/** An alert's labels for routing: the rule's own, its group's, and those that every alert has. */
function alertLabels(
  finding: Finding,
  rule: Pick<RuleTexts, "labels"> | null,
): Readonly<Record<string, string>> {
  const { ref } = finding;
  const labels: Record<string, string> = { ...rule?.labels, ...ref.group };
  if (ref.account) labels["account"] = ref.account;
  labels["rule"] = ref.rule;
  labels["kind"] = finding.kind;
  labels["severity"] = finding.severity;
  if (ref.step) labels["step"] = ref.step;
  if (finding.window.name) labels["window"] = finding.window.name;
  if (finding.closed) labels["period"] = "closed";
  return labels;
}

function sameTexts(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
