import type { AccountReport } from "../../app/index.ts";
import { bareQuantity, coverageText, timeText } from "../../core/message/index.ts";
import { usdText } from "../../core/money.ts";
import type { Unit } from "../../core/rules/index.ts";
import type {
  BudgetOutcome,
  Difference,
  Part,
  Statement,
  Totals,
} from "../../core/statements/index.ts";
import { oneLine } from "../explain/one-line.ts";

/** Section is one table of a report; its first column is text, the others are numbers. */
export interface Section {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const HEAD = ["Streams", "Spend", "USD", "Credits", "Own-key model", "Own-key charge", "Wasted"];

/** Amount prints a value of a unit in a cell: rounded for a reader, or exact. */
export type Amount = (value: number, unit: Unit) => string;

/** sectionsOf lays out a statement as tables: amounts in credits, `USD` is what the spend costs. */
export function sectionsOf(
  statement: Statement,
  amount: Amount = bareQuantity,
): readonly Section[] {
  const { totals, members, models, centres, statuses, budgets, differences } = statement;
  const table = (title: string, parts: readonly Part[]): Section => ({
    ...{ title, head: ["", ...HEAD] },
    rows: parts.map((part) => [oneLine(part.name), ...cells(part, statement, amount)]),
  });
  const all = [
    { title: "Total", head: ["", ...HEAD], rows: [["all", ...cells(totals, statement, amount)]] },
    table("By member", members),
    table("By model", models),
    table("By cost centre", centres),
    {
      ...{ title: "Streams by status", head: ["", "Streams"] },
      rows: Object.entries(statuses).map(([status, count]) => [
        oneLine(status),
        amount(count, "count"),
      ]),
    },
    {
      ...{ title: "Budgets", head: ["", "Value", "Limit", "Highest step"] },
      rows: budgets.map((budget) => budgetRow(budget, amount)),
    },
    {
      ...{ title: "What this revision changed", head: ["", "Was", "Now"] },
      rows: differences.map((difference) => differenceRow(difference, amount)),
    },
  ];
  return all.filter(({ rows }) => rows.length > 0);
}

/** titleOf names a report's account and period, with its zone. */
export function titleOf({ account, statement }: AccountReport): string {
  const { unit, from, to, timezone } = statement;
  return `${oneLine(account)}, ${unit} from ${timeText(from, timezone)} to ${timeText(to, timezone)}`;
}

/** standingOf says whether a report is final, and how sure its numbers are. */
export function standingOf({ state, statement }: AccountReport): readonly string[] {
  const { at, timezone, revision, proof, account } = statement;
  const { completeTo, gaps, settledTo, auditedAt, readFrom, drift } = proof;
  const stated =
    revision === 0
      ? `Stated on ${timeText(at, timezone)}.`
      : `Revision ${revision}, stated on ${timeText(at, timezone)}; what was stated before is kept (--json shows it).`;
  const provisional = `It may still change; as of ${timeText(at, timezone)}.`;
  const missing =
    readFrom === null
      ? "nothing of the account is read yet"
      : `the account is read back to ${timeText(readFrom, timezone)} only, and what the period had before is missing`;
  const states = {
    stated,
    partial: `Partial, provisional: ${missing}. ${provisional}`,
    open: `Open, provisional: the period still runs. ${provisional}`,
    unsettled: `Provisional: the period is over and not settled yet. ${provisional}`,
    unstated: `Settled and not stated yet: a running daemon states it within the hour. As of ${timeText(at, timezone)}.`,
  };
  const audit =
    auditedAt === null
      ? "not every day was compared with the API's own summary"
      : `every day was compared with the API's own summary, last on ${timeText(auditedAt, timezone)}`;
  return [
    states[state],
    `Numbers: ${coverageText([{ account, completeTo, gaps, settledTo }], at, timezone)}; ${audit}.`,
    ...drift.map((one) => `Drift: ${oneLine(one)}`),
  ];
}

function cells(totals: Totals, { usdPerCredit }: Statement, amount: Amount): readonly string[] {
  const { streams, spend, neoCredits, byokLlmCost, byokNeoCost, wasted } = totals;
  return [
    ...[amount(streams, "count"), amount(spend, "nano"), usdText(spend, usdPerCredit)],
    ...[neoCredits, byokLlmCost, byokNeoCost, wasted].map((one) => amount(one, "nano")),
  ];
}

function budgetRow(
  { rule, group, unit, value, limit, step }: BudgetOutcome,
  amount: Amount,
): readonly string[] {
  const who = Object.values(group).join(", ");
  const name = oneLine(who === "" ? rule : `${rule}: ${who}`);
  return [name, amount(value, unit), amount(limit, unit), step ?? "none"];
}

function differenceRow({ what, unit, was, now }: Difference, amount: Amount): readonly string[] {
  return [oneLine(what), amount(was, unit), amount(now, unit)];
}
