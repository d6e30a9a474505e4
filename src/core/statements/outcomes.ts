import { alertId } from "../alerts/index.ts";
import type { Finding } from "../engine/index.ts";
import { laneOf } from "../rules/step-label.ts";
import type { BudgetOutcome } from "./statement.ts";

/** outcomesOf gives one outcome for each group of budgets that has streams, the fullest first: a budget's steps differ in their limits only. */
export function outcomesOf(findings: readonly Finding[]): readonly BudgetOutcome[] {
  return groupsOf(findings).map(outcomeOf).sort(byShare);
}

/** groupsOf puts the findings of each group's steps together; forecasts and groups without streams are left out. */
export function groupsOf(
  findings: readonly Finding[],
): readonly (readonly [Finding, ...Finding[]])[] {
  const byGroup = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    if (laneOf(finding.ref.step) !== "spent" || finding.streams === 0) continue;
    const key = alertId({ ...finding.ref, step: "" });
    const known = byGroup.get(key);
    if (known) known.push(finding);
    else byGroup.set(key, [finding]);
  }
  return [...byGroup.values()];
}

/** outcomeOf is what one group came to, by the findings of its steps. */
export function outcomeOf(steps: readonly [Finding, ...Finding[]]): BudgetOutcome {
  const [{ ref, metric, unit, value, budget, limit }] = steps;
  const reached = steps
    .filter(({ breached }) => breached)
    .sort((a, b) => a.limit - b.limit)
    .at(-1);
  return {
    ...{ rule: ref.rule, group: ref.group, metric, unit, value },
    ...{ limit: budget ?? limit, step: reached?.ref.step ?? null },
  };
}

/** byShare sorts outcomes by how much of its limit each has used, the most first. */
export function byShare(a: BudgetOutcome, b: BudgetOutcome): number {
  return b.value / b.limit - a.value / a.limit || (key(a) < key(b) ? -1 : 1);
}

function key({ rule, group }: BudgetOutcome): string {
  return JSON.stringify([rule, Object.entries(group)]);
}
