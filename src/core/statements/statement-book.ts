import { createEngine } from "../engine/index.ts";
import { type RowColumns, rowsFrom } from "../row-columns.ts";
import { centresIn, type MemberGroup, type Rule } from "../rules/index.ts";
import { outcomesOf } from "./outcomes.ts";
import type { BudgetOutcome, Figures, Period } from "./statement.ts";
import { Tally } from "./tally.ts";

/** BookOptions are what figures are drawn up of and by. */
export interface BookOptions {
  readonly account: string;
  readonly periods: readonly Period[];
  readonly rules: readonly Rule[];
  readonly groups: readonly MemberGroup[];
}

/** StatementBook draws up the figures of an account's periods from its rows, in one pass over them. */
export interface StatementBook {
  take(rows: RowColumns): void;
  /** The figures of each period, in the order in which the periods were given. */
  figures(): readonly Figures[];
}

/** createStatementBook makes a book. What budgets came to is read by the engine itself, at the last moment of each period. */
export function createStatementBook(options: BookOptions): StatementBook {
  const { account, periods, groups } = options;
  const centresOf = centresIn(groups);
  const tallies = periods.map((period) => ({ ...period, tally: new Tally(centresOf) }));
  const rules = options.rules.filter(
    (rule) => rule.kind === "budget" && periods.some((period) => isOf(rule, period)),
  );
  const engine = createEngine({ rules, groups });

  function outcomes(period: Period): readonly BudgetOutcome[] {
    const at = period.to - 1;
    engine.tick(at, []);
    return rules.flatMap((rule) => {
      if (!isOf(rule, period)) return [];
      const refs = engine.refs(rule.name).filter((ref) => ref.account === account);
      const found = engine
        .tick(at, refs)
        .filter(({ ref, window }) => ref.rule === rule.name && window.from === period.from);
      return outcomesOf(found);
    });
  }

  return {
    take: (rows) => {
      const own = rowsFrom(rows).filter((row) => row.account === account && !row.retracted);
      for (const row of own) {
        for (const { from, to, tally } of tallies)
          if (row.createdAt >= from && row.createdAt < to) tally.take(row);
      }
      if (rules.length > 0) engine.put(own, false);
    },
    figures: () => {
      // The engine's windows only move forward.
      const inTime = [...periods].sort((a, b) => a.to - b.to);
      const budgets = new Map(inTime.map((period) => [period, outcomes(period)]));
      return tallies.map(({ tally }, index) => ({
        ...tally.figures(),
        budgets: budgets.get(periods[index] as Period) ?? [],
      }));
    },
  };
}

function isOf(rule: Rule, { unit }: Period): boolean {
  return rule.kind === "budget" && rule.window.kind === "calendar" && rule.window.unit === unit;
}
