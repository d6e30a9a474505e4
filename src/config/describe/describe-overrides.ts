import {
  type BudgetRule,
  type BurnRateRule,
  centresIn,
  overrideFor,
} from "../../core/rules/index.ts";
import type { Settings } from "../settings.ts";
import { metricUnit } from "../values/metric.ts";
import { isLiteral } from "../values/pattern.ts";
import { columns } from "./columns.ts";
import { quantityWithUsd } from "./quantity-text.ts";

/**
 * describeOverrides lists a rule's overrides in the order in which they are tried, and for each member that the cost centres
 * name one by one which limit that comes to.
 */
export function describeOverrides(rule: BudgetRule | BurnRateRule, settings: Settings): string[] {
  const { overrides } = rule;
  if (overrides.length === 0) return [];
  const amount = (limit: number) =>
    quantityWithUsd(limit, metricUnit(rule.metric), settings.usdPerCredit);
  const listed = overrides.map(({ match, limit }, index) => {
    const who = Object.entries(match).map(([key, one]) => `${key} ${one?.source ?? ""}`);
    return [`${index + 1}.`, who.join(" and "), amount(limit)];
  });
  return [
    "    other limits, the first that matches counts:",
    ...columns(listed, "      "),
    ...columns(outcomes(rule, settings, amount), "      = "),
  ];
}

function outcomes(
  rule: BudgetRule | BurnRateRule,
  { accounts, groups }: Settings,
  amount: (limit: number) => string,
): string[][] {
  const [account, ...more] = accounts;
  const byMember = rule.by.every((one) => one === "member" || one === "account");
  if (!rule.by.includes("member") || !byMember || account === undefined || more.length > 0)
    return [];
  const named = groups.flatMap(({ members }) => members.map(({ source }) => source));
  const centresOf = centresIn(groups);
  return [...new Set(named.filter(isLiteral))].flatMap((member) => {
    const who = { account: account.name, group: { member } };
    const found = overrideFor(rule.overrides, who, centresOf);
    if (found === undefined) return [];
    const place = rule.overrides.indexOf(found) + 1;
    return [[`${member} (${centresOf(member).join(", ")})`, amount(found.limit), `by ${place}.`]];
  });
}
