import type { AlertRef, Finding, Silence } from "../engine/finding.ts";
import type { Rule } from "../rules/spec.ts";
import type { GroupExplanation, Limit } from "./explanation.ts";
import { type NearGroup, nearGroups } from "./near-groups.ts";

/** GroupStanding is how one group stands to its limit, whichever of the rule's steps it has reached. */
export interface GroupStanding
  extends Pick<
    GroupExplanation,
    "account" | "group" | "who" | "metric" | "unit" | "value" | "streams" | "window"
  > {
  /** Its first state, the lowest step of a budget. */
  readonly ref: AlertRef;
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
  return nearGroups(rule, findings, at).map(standing);
}

function standing({ first, findings, who, limit, rank }: NearGroup): GroupStanding {
  const speaks = findings.some(({ silent }) => silent === undefined);
  const foretold = findings.find(({ forecast }) => forecast !== undefined)?.forecast?.p50;
  return {
    ref: first.ref,
    ...{ account: first.ref.account, group: first.ref.group, who },
    ...{ metric: first.metric, unit: first.unit, value: first.value, streams: first.streams },
    ...{ window: first.window, limit, nearness: rank },
    breached: findings.some(({ breached }) => breached),
    silent: speaks ? null : (first.silent ?? null),
    foretold: foretold ?? null,
  };
}
