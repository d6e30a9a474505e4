import type { Rule } from "../../src/core/rules/index.ts";
import type { Line } from "../report.ts";
import { rankedAt } from "./cost.ts";
import { settledTicks } from "./growth.ts";
import { line } from "./kinds.ts";
import { benchRules } from "./rules.ts";

const ROWS = 250_000;

/** linear shows that the cost is linear in the rules: the same mixture, the second twenty share nothing with the first. */
export function linear(): Line[] {
  const twenty = benchRules(ROWS / 1_000_000);
  return [5, 10, 20, 40].map((count) => {
    const some =
      count > twenty.length ? [...twenty, ...twenty.map(otherwise)] : every(twenty, count);
    const ticks = settledTicks(ROWS, some);
    const each = rankedAt(ticks, 0.5, "cpuMs") / count;
    const made = line(`${count} rules`, ticks, 0);
    return { ...made, note: `${(each * 1_000).toFixed(0)} µs a rule; ${made.note}` };
  });
}

/** So many of the rules, evenly out of their list. */
function every(rules: readonly Rule[], count: number): readonly Rule[] {
  return rules.filter(
    (_, place) =>
      Math.floor((place * count) / rules.length) !==
      Math.floor(((place - 1) * count) / rules.length),
  );
}

/** The same rule by a `where` that all rows meet: it shares nothing with the one without. */
function otherwise(rule: Rule): Rule {
  return { ...rule, name: `${rule.name}, all`, where: [{ field: "cost_above", nano: -1 }] };
}
