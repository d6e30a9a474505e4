import { share } from "../message/quantity.ts";
import { oneLine } from "../one-line.ts";
import { byShare } from "../statements/index.ts";
import type { AccountReport, BudgetStanding } from "./report.ts";
import type { Amount, Section } from "./section.ts";

/** budgetSection tells what budgets came to by the period's end, the fullest first: those of its own length as they were stated. */
export function budgetSection(
  report: Pick<AccountReport, "statement" | "budgets">,
  amount: Amount,
): Section {
  const budgets = standingsOf(report);
  return {
    title: "Budgets",
    head: ["", "Window", "Value", "Limit", "Used", "Highest step"],
    rows: budgets.map((budget) => row(budget, amount)),
    shares: budgets.map(({ value, limit }) => (limit > 0 ? value / limit : 0)),
  };
}

/** standingsOf joins what was stated of budgets to how the others stood. */
function standingsOf({
  statement,
  budgets,
}: Pick<AccountReport, "statement" | "budgets">): readonly BudgetStanding[] {
  const { unit } = statement;
  const stated = statement.budgets.map((budget): BudgetStanding => ({ ...budget, window: unit }));
  const rules = new Set(stated.map(({ rule }) => rule));
  return [...stated, ...budgets.filter(({ rule }) => !rules.has(rule))].sort(byShare);
}

function row(budget: BudgetStanding, amount: Amount): readonly string[] {
  const { rule, group, unit, value, limit, step, window } = budget;
  const who = Object.values(group).join(", ");
  const name = oneLine(who === "" ? rule : `${rule}: ${who}`);
  return [
    name,
    window,
    amount(value, unit),
    amount(limit, unit),
    share(value, limit),
    step ?? "none",
  ];
}
