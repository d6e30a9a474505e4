import type { BurnRateRule } from "../../../src/core/rules/index.ts";
import { type Fraction, fraction, minus, nearest, times } from "./fraction.ts";
import type { Quotient } from "./quantity.ts";
import { type Facts, limitOf, scaleOf, toldOf, type Verdict } from "./verdict.ts";

/** burnRateVerdict judges whether a fast and a slow window are both ahead of a budget's plan. */
export function burnRateVerdict(rule: BurnRateRule, facts: Facts): Verdict {
  const budget = limitOf(rule, facts);
  const length = BigInt(facts.lengthOf(rule.window));
  const planOf = (ms: number) => fraction(BigInt(budget) * BigInt(ms), length);
  const allowed = (ms: number) => times(planOf(ms), fraction(BigInt(rule.timesPpm), 1_000_000n));
  const spentIn = (value: Quotient | null) =>
    value === null ? fraction(0n) : fraction(value.n * scaleOf(rule), value.d);
  const fast = spentIn(facts.value);
  const slow = spentIn(facts.within({ kind: "rolling", ms: rule.slowMs }));
  const spent = spentIn(facts.within(rule.window));
  const ahead = (value: Fraction, ms: number) => minus(value, allowed(ms)).n > 0n;
  const breached = facts.streams > 0 && ahead(fast, rule.fastMs) && ahead(slow, rule.slowMs);
  const left = minus(fraction(BigInt(budget)), spent);
  const gone = left.n <= 0n ? 0 : fast.n === 0n ? null : lasts(left, fast, rule.fastMs);
  return {
    breached,
    cleared: !breached && facts.value !== null,
    ...(facts.value === null ? { silent: "too_few_streams" } : {}),
    rearmed: false,
    limit: toldOf(allowed(rule.fastMs), rule),
    budget,
    burn: {
      fast: { ms: rule.fastMs, value: toldOf(fast, rule) },
      slow: { ms: rule.slowMs, value: toldOf(slow, rule) },
      plan: toldOf(planOf(rule.fastMs), rule),
      spent: toldOf(spent, rule),
      exhaustedInMs: gone,
    },
  };
}

function lasts(left: Fraction, fast: Fraction, fastMs: number): number {
  return nearest(times(times(left, fraction(BigInt(fastMs))), fraction(fast.d, fast.n)));
}
