import {
  type BudgetRule,
  centresIn,
  type MemberGroup,
  overrideFor,
  type Rule,
} from "../../core/rules/index.ts";
import { quantityText } from "../describe/quantity-text.ts";
import type { Settings } from "../settings.ts";
import { metricUnit } from "../values/metric.ts";
import { isLiteral } from "../values/pattern.ts";
import type { Doubt, Doubtful, KnownMember } from "./doubt.ts";

/**
 * nestedBudgets compares budgets of the same thing, one for a whole and one for its parts: team, cost centres, members. It
 * tells where the parts together may spend more than the whole allows, so that the whole is used up while no part is.
 */
export function nestedBudgets({ settings, ledger, ruleAt }: Doubtful): Doubt[] {
  const budgets = settings.rules.filter((rule: Rule): rule is BudgetRule => rule.kind === "budget");
  return budgets.flatMap((part) =>
    budgets.flatMap((whole): Doubt[] => {
      if (whole === part || sameness(whole) !== sameness(part)) return [];
      const over = settings.accounts
        .flatMap(({ name }) => partsOf(whole, part, name, settings, ledger?.members ?? null))
        .find(({ sum, limit }) => sum > limit);
      if (!over) return [];
      const unit = metricUnit(part.metric);
      return [
        {
          path: [...ruleAt(part.name), "budget", "limit"],
          message: `The limits of ${over.parts} add up to ${quantityText(over.sum, unit)}, more than the ${quantityText(over.limit, unit)} that "${whole.name}" allows ${over.whole}`,
        },
      ];
    }),
  );
}

interface Parts {
  readonly parts: string;
  readonly sum: number;
  readonly whole: string;
  readonly limit: number;
}

function partsOf(
  whole: BudgetRule,
  part: BudgetRule,
  account: string,
  { groups }: Settings,
  known: readonly KnownMember[] | null,
): Parts[] {
  const limit = (rule: BudgetRule, labels: Readonly<Record<string, string>>) =>
    overrideFor(rule.overrides, { account, group: labels }, centresIn(groups))?.limit ?? rule.limit;
  const compare = (
    texts: Pick<Parts, "parts" | "whole">,
    names: readonly string[],
    of: string,
  ) => ({
    ...texts,
    sum: names.reduce((sum, name) => sum + limit(part, { [of]: name }), 0),
  });
  const here = known?.filter((one) => one.account === account).map(({ member }) => member) ?? null;
  switch (`${split(whole)} > ${split(part)}`) {
    case "account > group": {
      const names = groups.map(({ name }) => name);
      const texts = { parts: count(names, "cost centre"), whole: "for all" };
      return [{ ...compare(texts, names, "group"), limit: limit(whole, {}) }];
    }
    case "account > member": {
      if (here === null) return [];
      const texts = { parts: `${count(here, "member")} in the ledger`, whole: "for all" };
      return [{ ...compare(texts, here, "member"), limit: limit(whole, {}) }];
    }
    case "group > member":
      return groups.map((group) => {
        const names = membersOf(group, here);
        const texts = { parts: `${count(names, "member")} of "${group.name}"`, whole: "it" };
        return { ...compare(texts, names, "member"), limit: limit(whole, { group: group.name }) };
      });
    default:
      return [];
  }
}

/** Without a ledger only those who are named one by one are known, which is the least there are. */
function membersOf({ members }: MemberGroup, known: readonly string[] | null): string[] {
  const named = members.map(({ source }) => source.toLowerCase()).filter(isLiteral);
  const found = known?.filter((name) => members.some((one) => one.matches(name))) ?? [];
  return [...new Set([...named, ...found.map((name) => name.toLowerCase())])];
}

function split({ by }: BudgetRule): string {
  const rest = by.filter((dimension) => dimension !== "account");
  return rest.length === 0 ? "account" : rest.join(" and ");
}

function count(names: readonly string[], what: string): string {
  return names.length === 1 ? `the one ${what}` : `the ${names.length} ${what}s`;
}

/** What two budgets must share to be of the same thing. */
function sameness({ metric, window, where, time }: BudgetRule): string {
  const conditions = where.map((one) =>
    one.field === "cost_above"
      ? [one.field, one.nano]
      : [one.field, one.anyOf.map(({ source }) => source).sort()],
  );
  return JSON.stringify([metric, window, conditions, time]);
}
