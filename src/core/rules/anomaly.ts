import { nearest } from "../metrics/exact.ts";
import { metricPlan } from "../metrics/plan.ts";
import { type Comparing, comparedBreach } from "./compared-breach.ts";
import type { Evaluator, Judge, Judgement, RuleScope, Seen } from "./evaluator.ts";
import { GroupWatch } from "./group-watch.ts";
import type { Least } from "./least.ts";
import { notCompared } from "./not-compared.ts";
import { MIN_PEERS, type Robust, roughly } from "./robust.ts";
import type { AnomalyRule, Unit, WindowSpec } from "./spec.ts";
import { SpikeHistory } from "./spike-history.ts";
import { metricText, overText, termsOf } from "./terms.ts";
import { Verdicts } from "./verdicts.ts";
import { toldAs, type Whole, wholeOf } from "./whole.ts";

/**
 * anomalyEvaluator watches for a window that lies far outside of what its seasonal peers were: breached where the robust score is
 * beyond `sensitivity` on a side that is watched, and the value at least `at_least` away from the median. Where the peers are
 * all alike there is no score, and any such deviation is one. Watching `below` also means known groups that have no row in the window.
 */
export function anomalyEvaluator(rule: AnomalyRule, scope: RuleScope): Evaluator {
  const window: WindowSpec = { kind: "rolling", ms: rule.overMs };
  return new GroupWatch(
    {
      rule,
      metric: rule.metric,
      window,
      judge: new AnomalyJudge(rule, window, scope),
      watchesIdle: rule.direction !== "above",
      keeps: rule.direction === "below" ? "smallest" : "largest",
    },
    scope,
  );
}

class AnomalyJudge implements Judge {
  readonly steps = [""];
  readonly #rule: AnomalyRule;
  readonly #unit: Unit;
  readonly #scale: number;
  readonly #sensitivity: bigint;
  readonly #atLeast: Whole;
  readonly #isQuotient: boolean;
  readonly #history: SpikeHistory;
  readonly #comparing: Comparing;
  readonly least?: Least;
  readonly #terms: string;

  constructor(rule: AnomalyRule, window: WindowSpec, scope: RuleScope) {
    const plan = metricPlan(rule.metric);
    this.#rule = rule;
    this.#unit = plan.unit;
    this.#scale = plan.scale;
    this.#isQuotient = plan.under !== null;
    this.#sensitivity = BigInt(Math.round(rule.sensitivityMilli));
    this.#atLeast = wholeOf(rule.atLeast);
    if (rule.direction === "above") {
      this.least = { n: Number.NEGATIVE_INFINITY, streams: Math.max(1, rule.minStreams) };
    }
    this.#history = new SpikeHistory(rule, scope);
    this.#comparing = {
      ...{ history: this.#history, verdicts: new Verdicts() },
      spare: (seen) => this.#spare(seen),
      judge: (seen) => this.judge(seen),
    };
    this.#terms = termsOf(rule, [
      `${metricText(rule.metric)} ${rule.direction} by ${rule.sensitivityMilli} milli of the same ${rule.season} of ${rule.versusMs}ms in ${rule.timezone}`,
      `at least ${rule.atLeast}`,
      overText(window),
      rule.minStreams > 0 ? `from ${rule.minStreams} streams` : null,
    ]);
  }

  /** What is usual moves with the clock, so that every group that is watched may become one. */
  suspect(seen: Seen): boolean {
    return this.#watches(seen) && !this.#isSilent(seen);
  }

  breach(seen: Seen): Judgement | null {
    return this.suspect(seen) ? comparedBreach(seen, this.#comparing) : null;
  }

  judge(seen: Seen): Judgement {
    const watched = this.#watches(seen);
    if (this.#isSilent(seen) && (watched || this.#rule.direction === "above")) {
      return this.#quiet("too_few_streams");
    }
    if (!watched) return this.#quiet();
    this.#history.look(seen.group, seen.at);
    const { windows } = this.#history;
    if (windows < MIN_PEERS) {
      const past = { present: windows, needed: MIN_PEERS };
      return { ...this.#quiet("too_little_history"), past };
    }
    return this.#compared(seen, this.#history.robust(), windows);
  }

  #watches(seen: Seen): boolean {
    return seen.streams > 0 || (this.#rule.direction !== "above" && seen.known);
  }

  #isSilent(seen: Seen): boolean {
    return seen.d === 0 || seen.streams < this.#rule.minStreams;
  }

  /**
   * A look in doubles at the least deviation: of how many peers it does not matter what they come to, as the median is nearer to the
   * value in any case. Negative where it cannot tell.
   */
  #spare(seen: Seen): number {
    const spare = this.#spareOf(seen.n / seen.d);
    return spare < 0 && this.#isSurelyUsual(seen) ? 0 : spare;
  }

  #spareOf(value: number): number {
    const least = Number(this.#atLeast.n) / Number(this.#atLeast.d) / this.#scale;
    // A shade nearer, since doubles are rounded.
    const near = least - (Math.abs(value) + least) * 1e-12;
    switch (this.#rule.direction) {
      case "above":
        return this.#history.above(value - near);
      case "below":
        return this.#history.below(value + near);
      case "both":
        return Math.min(this.#history.above(value - near), this.#history.below(value + near));
    }
  }

  /** A look in doubles that spares most groups the big integers: false where it cannot tell. */
  #isSurelyUsual(seen: Seen): boolean {
    if (this.#history.windows < MIN_PEERS) return true;
    const value = seen.n / seen.d;
    const { median, mad, sigma } = roughly(this.#history.doubles());
    // From here on doubles may lose the half or the quarter that a median or a MAD has.
    if (Math.max(Math.abs(value), Math.abs(median)) > 2 ** 50) return false;
    // Quotients that differ may be the same double, but none that is 0.
    if (this.#isQuotient && median !== 0 && mad < Math.abs(median) * 1e-9) return false;
    const away = this.#towards(value - median);
    const most = (sigma * this.#rule.sensitivityMilli) / 1_000;
    return away < 0 || away < most - (Math.abs(value) + Math.abs(median) + most) * 1e-9;
  }

  #compared(seen: Seen, { unit, median, mad, sigma }: Robust, windows: number): Judgement {
    const { n, d } = { n: BigInt(seen.n), d: BigInt(seen.d) };
    const scale = BigInt(this.#scale);
    // value − median, over d × unit
    const rise = n * unit - median * d;
    const away = this.#towards(rise);
    const { n: least, d: part } = this.#atLeast;
    const breached =
      away > 0n &&
      away * scale * part >= least * d * unit &&
      away * sigma.d * 1_000n > this.#sensitivity * sigma.n * d;
    const score = { n: rise * sigma.d * 1_000n, d: sigma.n * d };
    return {
      ...this.#quiet(),
      breached,
      cleared: !breached,
      limit: this.#limit(rise, { unit, median, mad, sigma }),
      baseline: {
        median: toldAs({ n: median * scale, d: unit }, this.#unit),
        windows,
        mad: toldAs({ n: mad.n * scale, d: mad.d * unit }, this.#unit),
        scoreMilli: sigma.n === 0n ? null : nearest(score.n, score.d),
      },
    };
  }

  /** How far a difference goes to the side that is watched; negative where it goes to the other one. */
  #towards<Amount extends number | bigint>(rise: Amount): Amount {
    const down = this.#rule.direction === "below";
    const back = this.#rule.direction === "both" && rise < 0;
    return (down || back ? -rise : rise) as Amount;
  }

  /** The level past which it fires, on the side where the value lies: never nearer to the median than at_least. */
  #limit(rise: bigint, { unit, median, sigma }: Robust): number {
    const { direction } = this.#rule;
    const down = direction === "below" || (direction === "both" && rise < 0n);
    const scale = BigInt(this.#scale);
    const reach = {
      n: this.#sensitivity * sigma.n * scale,
      d: 1_000n * sigma.d * unit,
    };
    const least = this.#atLeast;
    const far = reach.n * least.d >= least.n * reach.d ? reach : least;
    const sign = down ? -1n : 1n;
    return toldAs({ n: median * scale * far.d + sign * far.n * unit, d: unit * far.d }, this.#unit);
  }

  #quiet(silent?: "too_few_streams" | "too_little_history"): Judgement {
    return notCompared(this.#rule, this.#terms, silent);
  }
}
