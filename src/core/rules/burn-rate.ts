import type { Burn } from "../engine/finding.ts";
import { type Fraction, nearest } from "../metrics/exact.ts";
import { MetricReader, sourcesOf } from "../metrics/metric-reader.ts";
import { metricPlan } from "../metrics/plan.ts";
import { periodFinder } from "../time/index.ts";
import { frameOf, windowKey } from "../windows/frame.ts";
import type { Evaluator, Judge, Judgement, RuleScope, Seen } from "./evaluator.ts";
import { GroupWatch } from "./group-watch.ts";
import { type Least, leastOf } from "./least.ts";
import { LimitOf } from "./limit-of.ts";
import { type BurnRateRule, PPM, type Unit, type WindowSpec } from "./spec.ts";
import { metricText, overText, termsOf } from "./terms.ts";
import { toldAs, type Whole, wholeOf } from "./whole.ts";

/**
 * burnRateEvaluator watches for a budget that a fast and a slow window both use up ahead of its plan. The plan spreads the limit
 * evenly over the window as long as it really is: a day of 23 hours, a month of 28 days.
 */
export function burnRateEvaluator(rule: BurnRateRule, scope: RuleScope): Evaluator {
  const window: WindowSpec = { kind: "rolling", ms: rule.fastMs };
  return new GroupWatch(
    {
      rule,
      metric: rule.metric,
      window,
      judge: new BurnRateJudge(rule, window, scope),
      watchesIdle: false,
      keeps: "largest",
    },
    scope,
  );
}

class BurnRateJudge implements Judge {
  readonly steps = [""];
  readonly #rule: BurnRateRule;
  readonly #unit: Unit;
  readonly #scale: number;
  readonly #times: number;
  readonly #limits: LimitOf;
  readonly #slow: MetricReader;
  readonly #whole: MetricReader;
  readonly #lengthAt: (at: number) => number;
  readonly #fastWindow: WindowSpec;
  readonly least: Least;
  readonly #terms = new Map<number, string>();
  /** How long the budget's window was when groups were last looked at. */
  #length = 0;

  constructor(rule: BurnRateRule, window: WindowSpec, scope: RuleScope) {
    const plan = metricPlan(rule.metric);
    const readerOf = (spec: WindowSpec) =>
      new MetricReader(plan, scope.view(spec, sourcesOf(plan)));
    this.#rule = rule;
    this.#unit = plan.unit;
    this.#scale = plan.scale;
    this.#times = Math.round(rule.timesPpm);
    this.#limits = new LimitOf(rule, scope);
    this.#slow = readerOf({ kind: "rolling", ms: rule.slowMs });
    this.#whole = readerOf(rule.window);
    this.#lengthAt = lengthFinder(rule.window);
    this.#fastWindow = window;
    const share = (this.#times / PPM) * (rule.fastMs / frameOf(rule.window).longestMs);
    this.least = leastOf(this.#limits.lowest * share, plan.scale, 1);
  }

  /** In a shorter month the plan allows more in an hour, in a longer one less. */
  turns(at: number): boolean {
    const length = this.#lengthAt(at);
    const turned = length !== this.#length;
    this.#length = length;
    return turned;
  }

  suspect(seen: Seen): boolean {
    return seen.streams > 0 && this.#isAhead(seen, this.#rule.fastMs, seen);
  }

  breach(seen: Seen): Judgement | null {
    return this.#isBreached(seen) ? this.judge(seen) : null;
  }

  judge(seen: Seen): Judgement {
    const limit = this.#limits.of(seen.group, seen.ref);
    const silent = seen.d === 0;
    const breached = this.#isBreached(seen);
    const plan = this.#planOf(limit, this.#rule.fastMs, seen.at);
    const level = { n: plan.n * BigInt(this.#times), d: plan.d * BigInt(PPM) };
    return {
      breached,
      cleared: !breached && !silent,
      ...(silent ? { silent: "too_few_streams" } : {}),
      rearmed: false,
      limit: toldAs(level, this.#unit),
      budget: limit,
      severity: this.#rule.severity,
      burn: this.#burnOf(seen, limit, plan),
      terms: this.#termsFor(limit),
    };
  }

  #isBreached(seen: Seen): boolean {
    return (
      this.suspect(seen) && this.#isAhead(this.#slow.read(seen.group), this.#rule.slowMs, seen)
    );
  }

  /** value × window's length > times × limit × ms: in doubles where they are sure, else in whole numbers. */
  #isAhead({ n, d }: Fraction, ms: number, seen: Seen): boolean {
    if (d === 0) return false;
    const limit = this.#limits.of(seen.group, seen.ref);
    const length = this.#lengthAt(seen.at);
    const spent = n * this.#scale * PPM * length;
    const allowed = limit * this.#times * ms * d;
    if (Math.abs(spent - allowed) > (Math.abs(spent) + Math.abs(allowed)) * 1e-14) {
      return spent > allowed;
    }
    const plan = this.#planOf(limit, ms, seen.at);
    const value = BigInt(n) * BigInt(this.#scale) * BigInt(PPM);
    return value * plan.d > plan.n * BigInt(this.#times) * BigInt(d);
  }

  /** limit × ms / window's length. */
  #planOf(limit: number, ms: number, at: number): Whole {
    const { n, d } = wholeOf(limit);
    return { n: n * BigInt(ms), d: d * BigInt(this.#lengthAt(at)) };
  }

  #burnOf(seen: Seen, limit: number, plan: Whole): Burn {
    const fast = this.#valueOf(seen);
    const slow = this.#valueOf(this.#slow.read(seen.group));
    const spent = this.#valueOf(this.#whole.read(seen.group));
    const { fastMs, slowMs } = this.#rule;
    return {
      fast: { ms: fastMs, value: toldAs(fast, this.#unit) },
      slow: { ms: slowMs, value: toldAs(slow, this.#unit) },
      plan: toldAs(plan, this.#unit),
      spent: toldAs(spent, this.#unit),
      exhaustedInMs: exhaustedInMs(wholeOf(limit), spent, fast, fastMs),
    };
  }

  #valueOf({ n, d }: Fraction): Whole {
    return d === 0 ? { n: 0n, d: 1n } : { n: BigInt(n) * BigInt(this.#scale), d: BigInt(d) };
  }

  #termsFor(limit: number): string {
    let terms = this.#terms.get(limit);
    if (terms === undefined) {
      const { metric, window, slowMs } = this.#rule;
      terms = termsOf(this.#rule, [
        `${metricText(metric)} > ${this.#times} ppm of the plan of ${limit} a ${windowKey(window)}`,
        overText(this.#fastWindow),
        `and ${slowMs}ms`,
      ]);
      this.#terms.set(limit, terms);
    }
    return terms;
  }
}

/** What is left at the pace of the fast window. */
function exhaustedInMs(limit: Whole, spent: Whole, fast: Whole, fastMs: number): number | null {
  const left = limit.n * spent.d - spent.n * limit.d;
  if (left <= 0n) return 0;
  if (fast.n <= 0n) return null;
  return nearest(left * BigInt(fastMs) * fast.d, limit.d * spent.d * fast.n);
}

/** How long the window is that runs at a moment, ms. */
function lengthFinder(window: WindowSpec): (at: number) => number {
  if (window.kind === "rolling") return () => window.ms;
  const period = periodFinder(window);
  return (at) => {
    const { start, next } = period(at);
    return next - start;
  };
}
