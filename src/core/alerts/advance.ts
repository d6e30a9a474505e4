import type { Finding } from "../engine/finding.ts";
import { isHappening } from "../rules/happening.ts";
import type { Alert, Transition } from "./alert.ts";
import { alertId, familyId } from "./alert-id.ts";
import { family, type Member } from "./family.ts";
import type { LifeContext, RuleTexts } from "./life-context.ts";
import { next, type Step, transition } from "./next.ts";
import { isToldOnce } from "./told-once.ts";

/** AdvanceContext is what a tick's life cycle needs beside the states and the findings. */
export interface AdvanceContext {
  readonly now: number;
  readonly rules: ReadonlyMap<string, RuleTexts>;
  /** Whether the account, or the rule for it, is evaluated for the first time. */
  readonly first: (account: string, rule: string) => LifeContext["first"];
  /** Whether the rules may differ from those of the tick before. */
  readonly edited: boolean;
  /** Whether an open alert without a finding is known to have lost its rule; false leaves it as it is. */
  readonly judged: (alert: Alert) => boolean;
}

/** Advanced is every alert that a tick looked at, as it now is, and the transitions made. */
export interface Advanced {
  readonly alerts: readonly Alert[];
  readonly transitions: readonly Transition[];
}

/**
 * advance moves all alert states by one tick's findings. An open alert for which the engine has no finding any more
 * has lost its rule or step (`rule_removed`). Transitions come in one order, whatever that of the findings. History's single streams are no findings at a first evaluation.
 */
export function advance(
  alerts: ReadonlyMap<string, Alert>,
  findings: readonly Finding[],
  context: AdvanceContext,
): Advanced {
  const found = new Set<string>();
  const families = new Map<string, Member[]>();
  const steps: Step[] = [];
  for (const finding of findings) {
    const id = alertId(finding.ref);
    found.add(id);
    const member = memberOf(alerts.get(id) ?? null, finding, context);
    if (!member) continue;
    if (isOneOfSteps(finding)) push(families, familyId(finding.ref), member);
    else steps.push(member.step);
  }
  for (const members of families.values()) steps.push(...family(members));
  for (const [id, alert] of alerts) {
    if (!found.has(id) && context.judged(alert)) steps.push(removed(alert, context.now));
  }
  return {
    alerts: steps.flatMap(({ alert }) => (alert ? [alert] : [])),
    transitions: inOrder(steps),
  };
}

/** Of a period that is over only the step is left that speaks. */
function isOneOfSteps({ kind, closed }: Finding): boolean {
  return kind === "budget" && !closed;
}

/** By what they are about, the steps of one budget by their height. */
function inOrder(steps: readonly Step[]): readonly Transition[] {
  const made = steps.flatMap(({ alert, transition }) =>
    alert && transition ? [{ transition, family: familyId(alert.ref) }] : [],
  );
  made.sort((a, b) => {
    if (a.family !== b.family) return a.family < b.family ? -1 : 1;
    return a.transition.limit - b.transition.limit;
  });
  return made.map(({ transition }) => transition);
}

function memberOf(prev: Alert | null, finding: Finding, context: AdvanceContext): Member | null {
  const { account, rule } = finding.ref;
  const first = finding.kind === "system" ? null : context.first(account, rule);
  if (isHappening(finding.kind) && first === "account") return null;
  if (finding.closed && first !== null) return null;
  const step = next(prev, finding, {
    now: context.now,
    rule: context.rules.get(rule) ?? null,
    first: isHappening(finding.kind) ? null : first,
    edited: context.edited,
  });
  return step.alert ? { prev, step } : null;
}

function push(families: Map<string, Member[]>, key: string, member: Member): void {
  const members = families.get(key);
  if (members) members.push(member);
  else families.set(key, [member]);
}

/** A single stream's firing is told whether or not its rule still exists: it has happened. */
function removed(alert: Alert, now: number): Step {
  if (isToldOnce(alert) || alert.status === "inactive") return { alert, transition: null };
  if (alert.status === "resolved") {
    return { alert: { ...alert, reason: "rule_removed" }, transition: null };
  }
  const wasPending = alert.status === "pending";
  const status = wasPending && alert.endsAt === null ? "inactive" : "resolved";
  const gone: Alert = {
    ...alert,
    status,
    reason: "rule_removed",
    pendingSince: null,
    endsAt: wasPending ? alert.endsAt : now,
    updatedAt: now,
  };
  return { alert: gone, transition: transition(alert.status, gone, now) };
}
