import { GroupNames } from "../rules/group-names.ts";
import { windowOf } from "../rules/look.ts";
import { frameOf } from "../windows/frame.ts";
import type { AlertRef, Span } from "./finding.ts";
import { GroupRows } from "./group-rows.ts";
import { edgesOf } from "./span-edges.ts";
import type { RuleState } from "./state.ts";

/** knownRefs lists a rule's alert states of the present window, for each group with a row within the horizon; happenings have none. */
export function knownRefs({ rule, scope, evaluator }: RuleState, at: number): readonly AlertRef[] {
  const spec = windowOf(rule);
  if (spec === null) return [];
  const window = frameOf(spec).at(at).id;
  const rows = new GroupRows(scope, at - scope.horizonMs, at);
  const names = new GroupNames(scope.grouping);
  const refs: AlertRef[] = [];
  for (let number = 0; number < scope.grouping.size; number++) {
    if (rows.of(number).length === 0) continue;
    const { account, group } = names.of(number);
    for (const step of evaluator.steps)
      refs.push({ account, rule: rule.name, group, step, window });
  }
  return refs;
}

/** rowsWithin lists the numbers of a group's rows within a window, earliest first. */
export function rowsWithin({ rule, scope }: RuleState, ref: AlertRef, span: Span): Uint32Array {
  const group = scope.grouping.find(ref.account, ref.group);
  if (group < 0 || !scope.grouping.fits(ref.account, ref.group)) return new Uint32Array();
  const slots = new GroupRows(scope, ...edgesOf(rule, span)).of(group);
  return slots.map((slot) => scope.columns.rowNo[slot] as number);
}
