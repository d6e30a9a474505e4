import type { Finding } from "../../../src/core/engine/index.ts";
import type {
  AnomalyRule,
  BudgetRule,
  BurnRateRule,
  MemberGroup,
  SpikeRule,
  ThresholdRule,
  WindowSpec,
} from "../../../src/core/rules/index.ts";
import { type Foresight, forecastVerdict, type TooFew } from "./forecast.ts";
import type { Labels } from "./group.ts";
import type { Expected } from "./moment.ts";
import type { Quotient } from "./quantity.ts";
import { unitOf } from "./quantity.ts";

/** Verdict is the part of a finding that a kind decides. */
export type Verdict = Pick<
  Finding,
  "breached" | "cleared" | "silent" | "past" | "rearmed" | "limit" | "budget" | "baseline" | "burn"
>;

/** Decided is a verdict with the forecast that it rests on, if it does. */
export type Decided = Verdict & Pick<Expected, "forecast" | "undecided">;

/** Measured is a rule that this oracle decides on: one that takes a metric of its own over a window. */
export type Measured = BudgetRule | ThresholdRule | SpikeRule | AnomalyRule | BurnRateRule;
export type Compared = SpikeRule | AnomalyRule;

/** Facts are what the oracle knows of a group when it judges. */
export interface Facts {
  readonly value: Quotient | null;
  readonly streams: number;
  readonly known: boolean;
  /** The window is over. */
  readonly ended: boolean;
  readonly account: string;
  readonly labels: Labels;
  readonly centres: readonly MemberGroup[];
  /** Values of the earlier windows that a rule compares with, those without a value left out. */
  readonly earlier: (rule: Compared) => Quotient[];
  /** The rule's metric over another window that runs now. */
  readonly within: (window: WindowSpec) => Quotient | null;
  /** How long the window is that runs now, ms. */
  readonly lengthOf: (window: WindowSpec) => number;
  /** Where a budget is heading. */
  readonly foreseen: () => Foresight | TooFew;
}

const MILLION = 1_000_000n;
type Silent = Finding["silent"];
const quiet = (silent: Silent) => (silent === undefined ? {} : { silent });

/** compare orders value (in its unit, scaled for ratios) against a level. */
function compare(value: Quotient, level: Quotient, scale: bigint): number {
  const gap = value.n * scale * level.d - level.n * value.d;
  return gap > 0n ? 1 : gap < 0n ? -1 : 0;
}

export const scaleOf = (rule: Measured) => (unitOf(rule.metric) === "ppm" ? MILLION : 1n);
const level = (limit: number): Quotient => ({ n: BigInt(limit), d: 1n });

/** rounded is the nearest whole number, halves away from zero. */
export function rounded({ n, d }: Quotient): number {
  const size = n < 0n ? -n : n;
  const whole = Number((2n * size + d) / (2n * d));
  return n < 0n && whole !== 0 ? -whole : whole;
}

/** shown writes an exact value as findings do: whole, but for counts. */
export function shown(value: Quotient, rule: Measured): number {
  if (unitOf(rule.metric) === "count") return Number(value.n) / Number(value.d);
  return rounded({ n: value.n * scaleOf(rule), d: value.d });
}

/** toldOf writes a value in its metric's unit as anomalies and burn rates do: whole, and counts to the thousandth. */
export function toldOf({ n, d }: Quotient, rule: Measured): number {
  const parts = unitOf(rule.metric) === "count" ? 1_000 : 1;
  return rounded({ n: n * BigInt(parts), d }) / parts;
}

/** limitOf is a budget's limit for a group: that of the first override that matches, else the rule's own. */
export function limitOf(rule: BudgetRule | BurnRateRule, facts: Facts): number {
  const override = rule.overrides.find((each) =>
    Object.entries(each.match).every(([dimension, matcher]) => {
      if (dimension === "account") return matcher.matches(facts.account);
      const own = facts.labels[dimension];
      if (own !== undefined) return matcher.matches(own);
      const member = facts.labels["member"];
      if (dimension !== "group" || member === undefined) return false;
      return facts.centres.some(
        (centre) => centre.members.some((m) => m.matches(member)) && matcher.matches(centre.name),
      );
    }),
  );
  return override?.limit ?? rule.limit;
}

/** budgetVerdict judges a step of a budget. */
export function budgetVerdict(rule: BudgetRule, label: string, facts: Facts): Decided {
  const budget = limitOf(rule, facts);
  const reaches = (ppm: number) =>
    facts.value !== null &&
    facts.streams > 0 &&
    compare(facts.value, { n: BigInt(budget) * BigInt(ppm), d: MILLION }, scaleOf(rule)) >= 0;
  const foretold = rule.forecast.find((each) => each.label === label);
  const ppm = (foretold ?? rule.steps.find((each) => each.label === label))?.ppm ?? 0;
  const share = { n: BigInt(budget) * BigInt(ppm), d: MILLION };
  const limit = unitOf(rule.metric) === "count" ? (budget * ppm) / 1e6 : rounded(share);
  const breached = reaches(ppm);
  if (foretold !== undefined) {
    const open = !facts.ended && facts.streams > 0;
    const spent = { value: facts.value?.n ?? 0n, reached: breached, open };
    const seen = open ? facts.foreseen() : { present: 0 };
    return { ...forecastVerdict(share, spent, seen), rearmed: false, limit, budget };
  }
  return {
    breached,
    cleared: !breached && facts.value !== null,
    ...quiet(facts.value === null ? "too_few_streams" : undefined),
    rearmed: rule.window.kind === "rolling" && !rule.steps.some((each) => reaches(each.ppm)),
    limit,
    budget,
  };
}

/** thresholdVerdict judges a bound. */
export function thresholdVerdict(rule: ThresholdRule, facts: Facts): Verdict {
  const { value, streams } = facts;
  const base = { rearmed: false, limit: rule.bound, breached: false };
  const below = rule.direction === "below";
  if (below && !facts.known && streams === 0) return { ...base, cleared: true };
  if (value === null || streams < rule.minStreams) {
    return { ...base, cleared: false, silent: "too_few_streams" };
  }
  if (!below && streams === 0) return { ...base, cleared: true };
  const sign = below ? -1 : 1;
  const past = (bound: number) => sign * compare(value, level(bound), scaleOf(rule));
  const breached = past(rule.bound) > 0;
  const cleared = !breached && past(rule.resolveBound ?? rule.bound) <= 0;
  return { ...base, breached, cleared };
}

/** spikeVerdict judges a window against the median of those before it. */
export function spikeVerdict(rule: SpikeRule, facts: Facts): Verdict {
  const { value, streams } = facts;
  const base = { rearmed: false, limit: rule.atLeast, breached: false, cleared: false };
  if (value === null || streams < rule.minStreams) return { ...base, silent: "too_few_streams" };
  const small = compare(value, level(rule.atLeast), scaleOf(rule)) < 0;
  if (small || streams === 0) return { ...base, cleared: true };
  const earlier = facts.earlier(rule);
  if (earlier.length < 3) {
    return { ...base, silent: "too_little_history", past: { present: earlier.length, needed: 3 } };
  }
  earlier.sort((a, b) => compare(a, b, 1n));
  const low = earlier[Math.floor((earlier.length - 1) / 2)] as Quotient;
  const high = earlier[Math.floor(earlier.length / 2)] as Quotient;
  const median = { n: low.n * high.d + high.n * low.d, d: 2n * low.d * high.d };
  const limit = { n: median.n * BigInt(rule.timesPpm), d: median.d * MILLION };
  const breached = compare(value, limit, 1n) > 0;
  return {
    ...base,
    breached,
    cleared: !breached,
    limit: Math.max(rule.atLeast, shown(limit, rule)),
    baseline: { median: shown(median, rule), windows: earlier.length },
  };
}
