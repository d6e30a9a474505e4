import { type Nano, usdText } from "../money.ts";
import { oneLine } from "../one-line.ts";
import type { Part, Statement, Totals } from "../statements/index.ts";
import { changeText } from "./change.ts";
import type { AccountReport } from "./report.ts";
import type { Amount, Section } from "./section.ts";

const COMPARED = ["Before", "Change"];
const HEAD = ["Credits", "Own-key model", "Own-key charge", "Wasted"];
const NOTHING: Totals = {
  ...{ streams: 0, spend: 0, neoCredits: 0, byokLlmCost: 0, byokNeoCost: 0, wasted: 0 },
};

/** totalSection is what an account spent in all. */
export function totalSection({ statement, before }: AccountReport, amount: Amount): Section {
  const { totals } = statement;
  return {
    title: "Total",
    head: headOf(before !== null),
    rows: [["all", ...cells(totals, before?.totals.spend, statement, amount)]],
  };
}

/** partsSection lists members, models or cost centres, the largest spend first; those that spent only in the period before come last. */
export function partsSection(
  title: string,
  parts: readonly Part[],
  before: readonly Part[] | undefined,
  statement: Statement,
  amount: Amount,
): Section {
  const known = new Set(parts.map(({ name }) => name));
  const gone = (before ?? [])
    .filter(({ name, spend }) => !known.has(name) && spend > 0)
    .map(({ name }) => ({ name, ...NOTHING }));
  const all = [...parts, ...gone];
  const spentBefore = new Map((before ?? []).map(({ name, spend }) => [name, spend]));
  const was = (name: string) => (before ? (spentBefore.get(name) ?? 0) : undefined);
  const whole = statement.totals.spend;
  return {
    title,
    head: headOf(before !== undefined),
    rows: all.map((part) => [
      oneLine(part.name),
      ...cells(part, was(part.name), statement, amount),
    ]),
    shares: all.map(({ spend }) => (whole > 0 ? spend / whole : 0)),
  };
}

function headOf(compared: boolean): readonly string[] {
  return ["", "Streams", "Spend", "USD", ...(compared ? COMPARED : []), ...HEAD];
}

function cells(
  totals: Totals,
  before: Nano | undefined,
  { usdPerCredit }: Statement,
  amount: Amount,
): readonly string[] {
  const { streams, spend, neoCredits, byokLlmCost, byokNeoCost, wasted } = totals;
  return [
    ...[amount(streams, "count"), amount(spend, "nano"), usdText(spend, usdPerCredit)],
    ...(before === undefined ? [] : [amount(before, "nano"), changeText(spend, before)]),
    ...[neoCredits, byokLlmCost, byokNeoCost, wasted].map((one) => amount(one, "nano")),
  ];
}
