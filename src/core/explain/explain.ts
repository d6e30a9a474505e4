import { type Alert, alertId, refOf, type Transition } from "../alerts/index.ts";
import type { AlertRef, Finding, Span } from "../engine/finding.ts";
import { who } from "../message/who.ts";
import type { AccountCoverage, Edit } from "../ports/index.ts";
import type { NotificationGroup } from "../routing/index.ts";
import { waitsFor } from "../rules/needed-from.ts";
import { centresIn, valuesOf } from "../rules/override-for.ts";
import type { MemberGroup, Rule } from "../rules/spec.ts";
import { checksOf } from "./checks.ts";
import { summarizeEdits } from "./edit-summary.ts";
import type { Explanation, Firing, GroupExplanation, StateExplanation } from "./explanation.ts";
import { keptFrom, type QuietHeld } from "./kept-from.ts";
import { limitFrom } from "./limit-from.ts";
import { groupKey, type NearGroup, nearGroups } from "./near-groups.ts";
import { toldTo } from "./told-to.ts";

/** ExplainInput is all that an explanation is put together from. */
export interface ExplainInput {
  readonly rule: Rule;
  readonly centres: readonly MemberGroup[];
  /** What the engine finds now, one for each state of each group. */
  readonly findings: readonly Finding[];
  /** The stored alerts that are not inactive. */
  readonly alerts: readonly Alert[];
  /** The notification groups, with what they were told. */
  readonly groups: readonly NotificationGroup[];
  /** What keeps alerts quiet. */
  readonly quiet: QuietHeld;
  /** The newest firing of each of the rule's alerts, newest first. */
  readonly fired: readonly Transition[];
  readonly olderFirings: boolean;
  readonly olderEdits: number;
  readonly editsOf: (ref: AlertRef, window: Span) => readonly Edit[];
  readonly coverage: readonly AccountCoverage[];
  /** How long each account's history is to be, ms; of one that is not configured any more nothing is known. */
  readonly historyMs: ReadonlyMap<string, number>;
  readonly evaluatedAt: number | null;
  readonly at: number;
  readonly timezone: string;
  readonly usdPerCredit: number;
  /** Only groups with these values, by dimension; a cost centre counts for its members, too. */
  readonly only: Readonly<Record<string, string>>;
  /** The most groups that are explained. */
  readonly top: number;
}

/** explain puts together why a rule fires or does not: the groups nearest to their limit first. */
export function explain(input: ExplainInput): Explanation {
  const { rule, at, timezone, usdPerCredit, only, centres, top } = input;
  const centresOf = centresIn(centres);
  const matches = (ref: AlertRef) =>
    Object.entries(only).every(([dimension, value]) =>
      valuesOf(dimension, ref, centresOf).includes(value),
    );
  const lastFired = firings(input.fired).filter(({ ref }) => matches(ref));
  const matching = input.findings.filter(({ ref }) => matches(ref));
  const near = nearGroups(rule, matching, at);
  const shown = near.slice(0, top);
  const accounts = new Set([
    ...near.map(({ first }) => first.ref.account),
    ...lastFired.map(({ ref }) => ref.account),
  ]);
  return {
    rule: rule.name,
    kind: rule.kind,
    ...{ at, timezone, usdPerCredit },
    groups: shown.map((one) => explainGroup(one, input, lastFired)),
    more: near.length - shown.length,
    fired: lastFired.slice(0, top).map(({ firing }) => firing),
    olderFirings: input.olderFirings,
    olderEdits: input.olderEdits,
    accounts: input.coverage
      .filter(({ account }) => accounts.size === 0 || accounts.has(account))
      .map((one) => {
        const historyMs = input.historyMs.get(one.account) ?? Number.POSITIVE_INFINITY;
        return { ...standing(one), waitsFor: waitsFor(rule, { ...one, historyMs }, at) };
      }),
    evaluatedAt: input.evaluatedAt,
  };
}

function standing({ account, completeTo, gaps, settledTo, ready, readFrom }: AccountCoverage) {
  return { account, completeTo, gaps, settledTo, ready, readFrom };
}

interface PastFiring {
  readonly ref: AlertRef;
  readonly firing: Firing;
}

/** An alert's id is its reference as text. */
function firings(fired: readonly Transition[]): readonly PastFiring[] {
  return fired.flatMap(({ alertId: id, at, value, reason }) => {
    const ref = refOf(id);
    if (ref === null) return [];
    const { step, window } = ref;
    return [{ ref, firing: { at, who: who({ ref }), step, window, value, reason } }];
  });
}

function explainGroup(
  { first, findings, who: name, limit, nearness }: NearGroup,
  input: ExplainInput,
  fired: readonly PastFiring[],
): GroupExplanation {
  const { rule, centres } = input;
  const { account, group } = first.ref;
  const foretold = findings.find(({ forecast }) => forecast !== undefined)?.forecast;
  return {
    ...{ account, group, who: name, metric: first.metric, unit: first.unit },
    ...{ value: first.value, streams: first.streams, window: first.window, nearness },
    limit: { ...limit, from: limitFrom(rule, first.ref, centres) },
    ...(first.baseline && { baseline: first.baseline }),
    ...(first.budget !== undefined && { budget: first.budget }),
    ...(first.past && { past: first.past }),
    ...(first.burn && { burn: first.burn }),
    ...(foretold && { forecast: foretold }),
    ...(first.earlier && { earlier: first.earlier }),
    ...(first.lastAt !== undefined && { lastAt: first.lastAt }),
    states: findings.map((finding) => explainState(finding, input, fired)),
    edits: summarizeEdits(input.editsOf(first.ref, first.window), first.metric),
  };
}

function explainState(
  finding: Finding,
  { rule, alerts, groups, quiet, at }: ExplainInput,
  fired: readonly PastFiring[],
): StateExplanation {
  const id = alertId(finding.ref);
  const alert = alerts.find((each) => each.id === id);
  const key = groupKey(finding.ref);
  const last = fired.find(({ ref }) => ref.step === finding.ref.step && groupKey(ref) === key);
  return {
    step: finding.ref.step,
    status: alert?.status ?? "inactive",
    reason: alert?.reason ?? null,
    since: alert?.startsAt ?? alert?.pendingSince ?? null,
    breached: finding.breached,
    silent: finding.silent ?? null,
    limit: finding.limit,
    checks: checksOf(rule, finding, alert, at),
    lastFiredAt: last?.firing.at ?? null,
    told: toldTo(id, groups),
    keptFrom: keptFrom(id, quiet),
  };
}
