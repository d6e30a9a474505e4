import type { Transition } from "../../../src/core/alerts/index.ts";
import type { TeamRow } from "../../../src/simulator/team/row.ts";
import { calendarEnd } from "../../support/oracle/index.ts";
import type { Plan } from "../plan.ts";
import { settingsOf } from "../rules.ts";
import { factOf, type World } from "../world.ts";

/**
 * falseAlarms lists budgets that fired with more than the API had ever told by then: whatever was read when, no window can hold
 * more than each of its rows at its dearest.
 */
export function falseAlarms(
  transitions: readonly Transition[],
  world: World,
  plan: Plan,
): readonly string[] {
  const rules = new Map(settingsOf(plan).rules.map((rule) => [rule.name, rule]));
  return transitions.flatMap(({ alertId, at, to, value }) => {
    const [account, name, group, , window] = JSON.parse(alertId) as [
      string,
      string,
      [string, string][],
      string,
      string,
    ];
    const rule = rules.get(name);
    if (to !== "firing" || rule?.kind !== "budget" || rule.window.kind !== "calendar") return [];
    const from = Date.parse(window);
    const until = calendarEnd(rule.window, from);
    const most = (world.rows.get(account) ?? [])
      .filter((row) => row.member.email === group[0]?.[1])
      .filter((row) => row.createdAt >= from && row.createdAt < until)
      .reduce((sum, row) => sum + dearest(row, at), 0);
    return value > most
      ? [`a false alarm: ${alertId} fired at ${value}, the API never told more than ${most}`]
      : [];
  });
}

function dearest(row: TeamRow, at: number): number {
  const moments = [row.visibleAt, row.recost?.at ?? at].filter((one) => one <= at);
  const told = moments.map((moment) => factOf(row, moment));
  return Math.max(0, ...told.map((fact) => (fact ? fact.neoCredits + fact.neoCost : 0)));
}
