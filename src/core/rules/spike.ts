import {
  commonDivisor,
  compareProducts,
  exceedsMean,
  type Fraction,
  meanOf,
} from "../metrics/exact.ts";
import type { Middle } from "../metrics/middle.ts";
import { metricPlan } from "../metrics/plan.ts";
import { type Comparing, comparedBreach } from "./compared-breach.ts";
import type { Evaluator, Judge, Judgement, RuleScope, Seen } from "./evaluator.ts";
import { GroupWatch } from "./group-watch.ts";
import { type Least, leastOf } from "./least.ts";
import { notCompared } from "./not-compared.ts";
import { PPM, type SpikeRule, type Unit, type WindowSpec } from "./spec.ts";
import { SpikeHistory } from "./spike-history.ts";
import { metricText, overText, termsOf } from "./terms.ts";
import { Verdicts } from "./verdicts.ts";

/** MIN_HISTORY is the number of earlier windows below which a spike rule says nothing. */
export const MIN_HISTORY = 3;

const ONCE: Fraction = { n: 1, d: 1 };

/** spikeEvaluator watches for a window that is more than so many times the median of the windows before it. */
export function spikeEvaluator(rule: SpikeRule, scope: RuleScope): Evaluator {
  const window: WindowSpec = { kind: "rolling", ms: rule.overMs };
  return new GroupWatch(
    {
      rule,
      metric: rule.metric,
      window,
      judge: new SpikeJudge(rule, window, scope),
      watchesIdle: false,
      keeps: "largest",
    },
    scope,
  );
}

class SpikeJudge implements Judge {
  readonly steps = [""];
  readonly #rule: SpikeRule;
  readonly #unit: Unit;
  readonly #scale: number;
  readonly #times: number;
  readonly #ratio: Fraction;
  readonly #history: SpikeHistory;
  readonly #comparing: Comparing;
  readonly least: Least;
  readonly #terms: string;

  constructor(rule: SpikeRule, window: WindowSpec, scope: RuleScope) {
    const plan = metricPlan(rule.metric);
    this.#rule = rule;
    this.#unit = plan.unit;
    this.#scale = plan.scale;
    this.#times = Math.round(rule.timesPpm);
    // In the least terms, so that the limit is mostly worked out without big integers.
    const common = commonDivisor(this.#times, PPM);
    this.#ratio = { n: this.#times / common, d: PPM / common };
    this.least = leastOf(rule.atLeast, plan.scale, rule.minStreams);
    this.#history = new SpikeHistory(rule, scope);
    this.#comparing = {
      ...{ history: this.#history, verdicts: new Verdicts() },
      spare: (seen) => this.#spare(seen),
      judge: (seen) => this.judge(seen),
    };
    const season = rule.season === undefined ? "" : ` same ${rule.season} in ${rule.timezone}`;
    this.#terms = termsOf(rule, [
      `${metricText(rule.metric)} > ${rule.timesPpm} ppm of the median of ${rule.versusMs}ms${season}`,
      `at least ${rule.atLeast}`,
      overText(window),
      rule.minStreams > 0 ? `from ${rule.minStreams} streams` : null,
    ]);
  }

  suspect(seen: Seen): boolean {
    return seen.streams > 0 && !this.#isSilent(seen) && this.#isLarge(seen);
  }

  breach(seen: Seen): Judgement | null {
    return this.suspect(seen) ? comparedBreach(seen, this.#comparing) : null;
  }

  judge(seen: Seen): Judgement {
    if (this.#isSilent(seen)) return this.#quiet("too_few_streams");
    if (!this.suspect(seen)) return this.#quiet();
    this.#history.look(seen.group, seen.at);
    const history = this.#history.middle();
    if (history.windows < MIN_HISTORY) {
      const past = { present: history.windows, needed: MIN_HISTORY };
      return { ...this.#quiet("too_little_history"), past };
    }
    const { low, high } = history;
    const breached = exceedsMean(seen, PPM, this.#times, low, high);
    return {
      ...this.#quiet(),
      breached,
      cleared: !breached,
      limit: Math.max(this.#rule.atLeast, this.#mean(history, this.#ratio)),
      baseline: { median: this.#mean(history, ONCE), windows: history.windows },
    };
  }

  /**
   * A look in doubles that spares most groups the sorting: of how many earlier windows it does not matter what they come to, as the
   * value is not above the median in any case. Negative where it cannot tell.
   */
  #spare({ n, d }: Seen): number {
    if (this.#times === 0) return -1;
    const level = (n / d) * (PPM / this.#times);
    return this.#history.above(level + Math.abs(level) * 1e-12);
  }

  #isSilent(seen: Seen): boolean {
    return seen.d === 0 || seen.streams < this.#rule.minStreams;
  }

  #isLarge(seen: Seen): boolean {
    return compareProducts(seen.n, this.#scale, 1, this.#rule.atLeast, seen.d, 1) >= 0;
  }

  /** median × times as shown: whole, but for counts, whose median may lie between two. */
  #mean(history: Middle, { n: times, d: unit }: Fraction): number {
    const { low, high } = history;
    if (this.#unit === "count") return ((low.n + high.n) * times) / (2 * unit);
    return meanOf(low, high, times * this.#scale, unit);
  }

  /** Not a spike; below `at_least`, the least that a limit is, the comparison is not worked out. */
  #quiet(silent?: "too_few_streams" | "too_little_history"): Judgement {
    return notCompared(this.#rule, this.#terms, silent);
  }
}
