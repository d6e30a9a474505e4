import { compareProducts, roundedQuotient } from "../metrics/exact.ts";
import { MetricReader, sourcesOf } from "../metrics/metric-reader.ts";
import { metricPlan } from "../metrics/plan.ts";
import type { Evaluator, Judge, Judgement, RuleScope, Seen } from "./evaluator.ts";
import { GroupWatch } from "./group-watch.ts";
import { metricOf } from "./look.ts";
import { PPM, type ShiftRule, type WindowSpec } from "./spec.ts";
import { overText, termsOf } from "./terms.ts";

/** shiftEvaluator watches for groups that move between own keys and platform credits. */
export function shiftEvaluator(rule: ShiftRule, scope: RuleScope): Evaluator {
  const window: WindowSpec = { kind: "rolling", ms: rule.overMs };
  return new GroupWatch(
    {
      rule,
      metric: metricOf(rule),
      window,
      judge: new ShiftJudge(rule, window, scope),
      // The comparison also moves when a row leaves the stretch before the window.
      watchesIdle: true,
      rememberMs: rule.overMs + rule.versusMs,
      keeps: "largest",
    },
    scope,
  );
}

/** Share is so many own-key streams of so many. */
interface Share {
  readonly own: number;
  readonly streams: number;
}

class ShiftJudge implements Judge {
  readonly steps = [""];
  readonly #rule: ShiftRule;
  /** The window and the stretch before it together: what is before is the difference. */
  readonly #whole: MetricReader;
  readonly #terms: string;

  constructor(rule: ShiftRule, window: WindowSpec, scope: RuleScope) {
    const plan = metricPlan(metricOf(rule));
    const whole: WindowSpec = { kind: "rolling", ms: rule.overMs + rule.versusMs };
    this.#rule = rule;
    this.#whole = new MetricReader(plan, scope.view(whole, sourcesOf(plan)));
    this.#terms = termsOf(rule, [
      `byok_share ${rule.to} by ${rule.byPpm} ppm of ${rule.versusMs}ms`,
      overText(window),
      rule.minStreams > 0 ? `from ${rule.minStreams} streams` : null,
    ]);
  }

  suspect(seen: Seen): boolean {
    const earlier = this.#earlier(seen);
    return !this.#isSilent(seen, earlier) && this.#isShifted(seen, earlier);
  }

  breach(seen: Seen): Judgement | null {
    return this.suspect(seen) ? this.judge(seen) : null;
  }

  judge(seen: Seen): Judgement {
    const earlier = this.#earlier(seen);
    const silent = this.#isSilent(seen, earlier);
    const breached = !silent && this.#isShifted(seen, earlier);
    const { own, streams } = earlier;
    return {
      breached,
      cleared: !breached && !silent,
      ...(silent ? { silent: "too_few_streams" } : {}),
      rearmed: false,
      limit: this.#rule.byPpm,
      severity: this.#rule.severity,
      ...(streams > 0 ? { earlier: { share: roundedQuotient(own, PPM, streams), streams } } : {}),
      terms: this.#terms,
    };
  }

  #earlier(seen: Seen): Share {
    const { n, d } = this.#whole.read(seen.group);
    return { own: n - seen.n, streams: d - seen.d };
  }

  #isSilent(seen: Seen, earlier: Share): boolean {
    const least = Math.max(1, this.#rule.minStreams);
    return seen.streams < least || earlier.streams < least;
  }

  /** |now - earlier| > by, the shares brought to one denominator. */
  #isShifted(seen: Seen, earlier: Share): boolean {
    const rise = seen.n * earlier.streams - earlier.own * seen.d;
    const { to, byPpm } = this.#rule;
    const towards = to === "own_key" ? rise : to === "platform" ? -rise : Math.abs(rise);
    return compareProducts(towards, PPM, 1, byPpm, earlier.streams, seen.d) > 0;
  }
}
