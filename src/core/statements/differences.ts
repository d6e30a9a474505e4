import type { BudgetOutcome, Difference, Figures, Part, Totals } from "./statement.ts";

/** Each total by name, in the order in which they are told. */
const TOTAL_TEXTS = {
  streams: "streams",
  spend: "spend",
  neoCredits: "platform credits",
  byokLlmCost: "own-key model cost",
  byokNeoCost: "own-key charge",
  wasted: "wasted",
} as const satisfies Readonly<Record<keyof Totals, string>>;

const FIELDS = Object.keys(TOTAL_TEXTS) as (keyof Totals)[];

/** differencesOf lists every number that differs between two statements of one period, the totals first. */
export function differencesOf(was: Figures, now: Figures): readonly Difference[] {
  return [
    ...totals("", was.totals, now.totals),
    ...parts("member", was.members, now.members),
    ...parts("model", was.models, now.models),
    ...parts("cost centre", was.centres, now.centres),
    ...statuses(was.statuses, now.statuses),
    ...budgets(was.budgets, now.budgets),
  ];
}

function totals(of: string, was: Totals | undefined, now: Totals | undefined): Difference[] {
  return FIELDS.map(
    (field): Difference => ({
      what: `${of}${TOTAL_TEXTS[field]}`,
      unit: field === "streams" ? "count" : "nano",
      was: was?.[field] ?? 0,
      now: now?.[field] ?? 0,
    }),
  ).filter(differs);
}

function parts(kind: string, was: readonly Part[], now: readonly Part[]): Difference[] {
  const names = new Set([...was, ...now].map(({ name }) => name));
  const of = (all: readonly Part[], name: string) => all.find((part) => part.name === name);
  return [...names].flatMap((name) => totals(`${kind} ${name}: `, of(was, name), of(now, name)));
}

function statuses(was: Figures["statuses"], now: Figures["statuses"]): Difference[] {
  const names = new Set([...Object.keys(was), ...Object.keys(now)]);
  return [...names]
    .map((name): Difference => {
      return { what: `${name} streams`, unit: "count", was: was[name] ?? 0, now: now[name] ?? 0 };
    })
    .filter(differs);
}

function budgets(was: readonly BudgetOutcome[], now: readonly BudgetOutcome[]): Difference[] {
  const name = ({ rule, group }: BudgetOutcome) => [rule, ...Object.values(group)].join(" ");
  const before = new Map(was.map((one) => [name(one), one]));
  return now
    .map((one): Difference => {
      const { unit, value } = one;
      return {
        what: `budget ${name(one)}`,
        unit,
        was: before.get(name(one))?.value ?? 0,
        now: value,
      };
    })
    .filter(differs);
}

function differs({ was, now }: Difference): boolean {
  return was !== now;
}
