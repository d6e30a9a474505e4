import { alertId } from "../alerts/alert-id.ts";
import type { AlertRef, Finding } from "../engine/finding.ts";
import { who } from "../message/who.ts";
import type { Rule } from "../rules/spec.ts";
import { type Standing, standingOf } from "./limit-of-finding.ts";

/** NearGroup is a group of a rule with the findings of all its states, and how it stands. */
export interface NearGroup extends Standing {
  /** Its first state, the lowest step of a budget. */
  readonly first: Finding;
  readonly findings: readonly Finding[];
  readonly who: string;
  /** How near it counts as: as near as it is, or -1 where none of its states can say anything. */
  readonly rank: number;
}

/** nearGroups puts a rule's findings together by their groups, the nearest to its limit first. */
export function nearGroups(
  rule: Rule,
  findings: readonly Finding[],
  at: number,
): readonly NearGroup[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const key = groupKey(finding.ref);
    const known = groups.get(key);
    if (known) known.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()]
    .map((ofGroup): NearGroup => {
      const [first] = ofGroup;
      const silent = ofGroup.every((finding) => finding.silent !== undefined);
      const standing = standingOf(rule, first, at);
      const rank = silent ? -1 : standing.nearness;
      return { first, findings: ofGroup, who: who(first), rank, ...standing };
    })
    .sort((a, b) => b.rank - a.rank || (a.who < b.who ? -1 : 1));
}

/** groupKey names a group of a rule, whichever its states. */
export function groupKey(ref: AlertRef): string {
  return alertId({ ...ref, step: "", window: "" });
}
