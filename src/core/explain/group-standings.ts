import { alertId } from "../alerts/alert-id.ts";
import type { AlertRef, Finding, GroupLabels, Silence, Span } from "../engine/finding.ts";
import { who } from "../message/who.ts";
import type { MetricRef, Rule, Unit } from "../rules/spec.ts";
import type { Limit } from "./explanation.ts";
import { standingOf } from "./limit-of-finding.ts";

/** GroupStanding is how one group stands to its limit, whichever of the rule's steps it has reached. */
export interface GroupStanding {
  /** Its first state, the lowest step of a budget. */
  readonly ref: AlertRef;
  readonly account: string;
  readonly group: GroupLabels;
  readonly who: string;
  readonly metric: MetricRef;
  /** Of `value`; a limit may be counted in another. */
  readonly unit: Unit;
  readonly value: number;
  readonly streams: number;
  readonly window: Span;
  readonly limit: Omit<Limit, "from">;
  /** How close it is to firing: 1 is at its limit; -1 where nothing can be said of it. */
  readonly nearness: number;
  readonly breached: boolean;
  /** Why nothing can be said, where nothing can. */
  readonly silent: Silence | null;
  /** What is foretold for the window's end (P50), where something is. */
  readonly foretold: number | null;
}

/** groupStandings tells how each group of a rule stands, the nearest to its limit first. */
export function groupStandings(
  rule: Rule,
  findings: readonly Finding[],
  at: number,
): readonly GroupStanding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = alertId({ ...finding.ref, step: "", window: "" });
    const known = groups.get(key);
    if (known) known.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()]
    .map((ofGroup) => standing(rule, ofGroup, at))
    .sort((a, b) => b.nearness - a.nearness || (a.who < b.who ? -1 : 1));
}

function standing(rule: Rule, findings: readonly Finding[], at: number): GroupStanding {
  const first = findings[0] as Finding;
  const { limit, nearness } = standingOf(rule, first, at);
  const speaks = findings.some(({ silent }) => silent === undefined);
  const foretold = findings.find(({ forecast }) => forecast !== undefined)?.forecast?.p50;
  return {
    ref: first.ref,
    ...{ account: first.ref.account, group: first.ref.group, who: who(first) },
    ...{ metric: first.metric, unit: first.unit, value: first.value, streams: first.streams },
    ...{ window: first.window, limit, nearness: speaks ? nearness : -1 },
    breached: findings.some(({ breached }) => breached),
    silent: speaks ? null : (first.silent ?? null),
    foretold: foretold ?? null,
  };
}
