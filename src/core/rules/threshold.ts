import { compareProducts } from "../metrics/exact.ts";
import { metricPlan } from "../metrics/plan.ts";
import type { Evaluator, Judge, Judgement, RuleScope, Seen } from "./evaluator.ts";
import { GroupWatch } from "./group-watch.ts";
import { type Least, leastOf } from "./least.ts";
import type { ThresholdRule } from "./spec.ts";
import { metricText, overText, termsOf } from "./terms.ts";

/**
 * thresholdEvaluator watches a bound: breached strictly beyond it, cleared at or past the resolve level.
 * A rule with `below` also watches known groups that have no row in the window; their sums and counts are 0.
 */
export function thresholdEvaluator(rule: ThresholdRule, scope: RuleScope): Evaluator {
  const below = rule.direction === "below";
  return new GroupWatch(
    {
      rule,
      metric: rule.metric,
      window: rule.window,
      judge: new ThresholdJudge(rule),
      watchesIdle: below,
      keeps: below ? "smallest" : "largest",
    },
    scope,
  );
}

class ThresholdJudge implements Judge {
  readonly steps = [""];
  readonly #rule: ThresholdRule;
  readonly #scale: number;
  readonly #below: boolean;
  readonly least?: Least;
  readonly #terms: string;

  constructor(rule: ThresholdRule) {
    this.#rule = rule;
    this.#scale = metricPlan(rule.metric).scale;
    this.#below = rule.direction === "below";
    if (!this.#below) this.least = leastOf(rule.bound, this.#scale, rule.minStreams);
    const sign = this.#below ? "<" : ">";
    this.#terms = termsOf(rule, [
      `${metricText(rule.metric)} ${sign} ${rule.bound}`,
      rule.resolveBound === undefined ? null : `until ${rule.resolveBound}`,
      overText(rule.window),
      rule.minStreams > 0 ? `from ${rule.minStreams} streams` : null,
    ]);
  }

  suspect(seen: Seen): boolean {
    return this.#watches(seen) && !this.#isSilent(seen) && this.#beyond(seen, this.#rule.bound) > 0;
  }

  breach(seen: Seen): Judgement | null {
    return this.suspect(seen) ? this.judge(seen) : null;
  }

  judge(seen: Seen): Judgement {
    const watched = this.#watches(seen);
    // A group that a `below` rule no longer knows has nothing left to be below the bound.
    const silent = this.#isSilent(seen) && (watched || !this.#below);
    const breached = this.suspect(seen);
    const resolve = this.#rule.resolveBound ?? this.#rule.bound;
    return {
      breached,
      cleared: !breached && !silent && (!watched || this.#beyond(seen, resolve) <= 0),
      ...(silent ? { silent: "too_few_streams" } : {}),
      rearmed: false,
      limit: this.#rule.bound,
      severity: this.#rule.severity,
      terms: this.#terms,
    };
  }

  #watches(seen: Seen): boolean {
    return seen.streams > 0 || (this.#below && seen.known);
  }

  #isSilent(seen: Seen): boolean {
    return seen.d === 0 || seen.streams < this.#rule.minStreams;
  }

  /** Above 0 where the value lies strictly beyond the level, on the side that the rule watches. */
  #beyond(seen: Seen, level: number): number {
    const order = compareProducts(seen.n, this.#scale, 1, level, seen.d, 1);
    return this.#below ? -order : order;
  }
}
