import type { GroupIndex } from "../windows/group-index.ts";
import type { Evaluator, Judge, Judgement, RuleScope, Seen } from "./evaluator.ts";
import { GroupWatch } from "./group-watch.ts";
import { metricOf } from "./look.ts";
import type { AbsenceRule, WindowSpec } from "./spec.ts";
import { overText, termsOf } from "./terms.ts";

/**
 * absenceEvaluator watches for groups that have gone quiet. A group is watched from its first row on until it has had
 * none for `rememberMs`; then nothing can be said of it any more (`no_data`).
 */
export function absenceEvaluator(rule: AbsenceRule, scope: RuleScope): Evaluator {
  const window: WindowSpec = { kind: "rolling", ms: rule.overMs };
  return new GroupWatch(
    {
      rule,
      metric: metricOf(rule),
      window,
      judge: new AbsenceJudge(rule, window, scope),
      watchesIdle: true,
      rememberMs: rule.rememberMs,
      keeps: "largest",
    },
    scope,
  );
}

class AbsenceJudge implements Judge {
  readonly steps = [""];
  readonly #rule: AbsenceRule;
  readonly #index: GroupIndex;
  readonly #terms: string;

  constructor(rule: AbsenceRule, window: WindowSpec, scope: RuleScope) {
    this.#rule = rule;
    this.#index = scope.index(rule.rememberMs, []);
    this.#terms = termsOf(rule, ["no stream", overText(window), `within ${rule.rememberMs}ms`]);
  }

  suspect(seen: Seen): boolean {
    return seen.known && seen.streams === 0;
  }

  breach(seen: Seen): Judgement | null {
    return this.suspect(seen) ? this.judge(seen) : null;
  }

  judge(seen: Seen): Judgement {
    const breached = this.suspect(seen);
    const lastAt = this.#lastAt(seen);
    return {
      breached,
      cleared: seen.streams > 0,
      ...(seen.streams === 0 && !breached ? { silent: "no_data" } : {}),
      rearmed: false,
      limit: 0,
      severity: this.#rule.severity,
      ...(lastAt === null ? {} : { lastAt }),
      terms: this.#terms,
    };
  }

  /** When the group's last row was; null where that is forgotten. */
  #lastAt({ group, at }: Seen): number | null {
    const series = this.#index.series(group, at);
    const last = series?.time(series.after(at) - 1);
    return last !== undefined && last > at - this.#rule.rememberMs ? last : null;
  }
}
