import type { Finding } from "../engine/finding.ts";
import type { ConditionKind, SystemCondition } from "../ports/conditions.ts";
import type { Alert } from "./alert.ts";

/** RECEIVER_CONDITIONS are the conditions whose subject is a receiver; the others' is an account. */
const RECEIVER_CONDITIONS: readonly ConditionKind[] = ["delivery-failed"];

/**
 * systemFindings tells the daemon's own troubles as findings, so that they live and are told as every other alert:
 * one breached finding for each active condition, one cleared finding for each open alert whose condition is gone.
 */
export function systemFindings(
  conditions: readonly SystemCondition[],
  open: Iterable<Alert>,
  now: number,
): Finding[] {
  const active = conditions.map((condition) => finding(condition, now));
  const names = new Set(active.map(({ ref }) => subjectKey(ref)));
  const cleared: Finding[] = [];
  for (const alert of open) {
    if (alert.kind !== "system" || names.has(subjectKey(alert.ref))) continue;
    cleared.push({
      ...blankFinding(alert.ref, alert.window),
      breached: false,
      cleared: true,
      ...advice(alert),
    });
  }
  return [...active, ...cleared];
}

function finding(condition: SystemCondition, now: number): Finding {
  const ofReceiver = RECEIVER_CONDITIONS.includes(condition.kind);
  const ref = {
    account: ofReceiver ? "" : condition.subject,
    rule: condition.kind,
    group: ofReceiver ? { receiver: condition.subject } : {},
    step: "",
    window: "",
  };
  const span = { name: "", from: condition.since, to: now };
  return { ...blankFinding(ref, span), breached: true, cleared: false, advice: condition.advice };
}

function blankFinding(
  ref: Finding["ref"],
  window: Finding["window"],
): Omit<Finding, "breached" | "cleared"> {
  return {
    ref,
    kind: "system",
    ended: false,
    rearmed: false,
    metric: { name: "streams" },
    unit: "count",
    value: 0,
    limit: 0,
    window,
    severity: "critical",
    streams: 0,
    terms: "",
  };
}

function advice(alert: Alert): Pick<Finding, "advice"> {
  return alert.advice === undefined ? {} : { advice: alert.advice };
}

function subjectKey(ref: Finding["ref"]): string {
  return JSON.stringify([ref.rule, ref.account, ref.group["receiver"] ?? ""]);
}
