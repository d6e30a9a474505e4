import type { Transition } from "../alerts/index.ts";
import { type Alert, alertId } from "../alerts/index.ts";
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
import { standingOf } from "./limit-of-finding.ts";
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
  const byGroup = grouped(input.findings.filter(({ ref }) => matches(ref)));
  const near = byGroup
    .map((findings) => ({ findings, ...nearest(findings, rule, at) }))
    .sort((a, b) => b.nearness - a.nearness || (who(a.finding) < who(b.finding) ? -1 : 1));
  const shown = near.slice(0, top);
  const accounts = new Set([
    ...near.map(({ finding }) => finding.ref.account),
    ...lastFired.map(({ ref }) => ref.account),
  ]);
  return {
    rule: rule.name,
    kind: rule.kind,
    ...{ at, timezone, usdPerCredit },
    groups: shown.map(({ findings }) => explainGroup(findings, input, lastFired)),
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
  return fired.map(({ alertId: id, at, value, reason }) => {
    const [account, rule, group, step, window] = JSON.parse(id) as [
      string,
      string,
      [string, string][],
      string,
      string,
    ];
    const ref = { account, rule, group: Object.fromEntries(group), step, window };
    return { ref, firing: { at, who: who({ ref }), step, window, value, reason } };
  });
}

function grouped(findings: readonly Finding[]): readonly (readonly [Finding, ...Finding[]])[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = groupKey(finding.ref);
    const known = groups.get(key);
    if (known) known.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}

function groupKey(ref: AlertRef): string {
  return alertId({ ...ref, step: "", window: "" });
}

/** A state that fires, or would, comes before all that cannot speak; else the closest to its limit. */
function nearest(findings: readonly [Finding, ...Finding[]], rule: Rule, at: number) {
  const [first] = findings;
  const silent = findings.every((finding) => finding.silent !== undefined);
  const { nearness } = standingOf(rule, first, at);
  return { finding: first, nearness: silent ? -1 : nearness };
}

function explainGroup(
  findings: readonly [Finding, ...Finding[]],
  input: ExplainInput,
  fired: readonly PastFiring[],
): GroupExplanation {
  const { rule, centres, at } = input;
  const [first] = findings;
  const { account, group } = first.ref;
  const { limit, nearness } = standingOf(rule, first, at);
  const foretold = findings.find(({ forecast }) => forecast !== undefined)?.forecast;
  return {
    ...{ account, group, who: who(first), metric: first.metric, unit: first.unit },
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
