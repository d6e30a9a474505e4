import type { Judge, Judgement, Seen } from "./evaluator.ts";
import type { Rule, WindowSpec } from "./spec.ts";
import { NO_DATA_STEP } from "./step-label.ts";
import { overText, termsOf } from "./terms.ts";

/**
 * withNoData makes a judge honour the rule's `no_data` for idle groups: those without a row in the window that had one within
 * the engine's horizon. Of groups with rows, and of groups that the engine knows no longer, it judges as the kind does.
 *
 * | `no_data` | an idle group's own steps                                            | its step `no data` |
 * |-----------|----------------------------------------------------------------------|--------------------|
 * | left out  | as the kind decides: sums are 0, ratios are silent (too_few_streams) | is none            |
 * | `zero`    | judged on the value 0; cleared where that is no breach, `min_streams` or not | is none    |
 * | `keep`    | nothing begins; what fires stays as it is (what is pending is gone)  | is none            |
 * | `alert`   | silent (no_data): what fires is over                                 | breached           |
 *
 * The step `no data` clears when rows come back, and is silent (no_data) when the engine knows the group no longer. It has the rule's
 * severity, and that of a budget's lowest step: a gap in the data is not yet an overrun. A calendar window begins without rows, so
 * `alert` belongs with rolling windows or with a `for`.
 */
export function withNoData(judge: Judge, rule: Rule, window: WindowSpec): Judge {
  // Absence is itself the rule for missing rows, and a shift compares two windows that must both have some.
  const has = rule.noData !== undefined && rule.kind !== "absence" && rule.kind !== "shift";
  return has ? new NoDataJudge(judge, rule, window) : judge;
}

class NoDataJudge implements Judge {
  readonly steps: readonly string[];
  readonly #judge: Judge;
  readonly #noData: Rule["noData"];
  readonly #terms: string;

  constructor(judge: Judge, rule: Rule, window: WindowSpec) {
    this.#judge = judge;
    this.#noData = rule.noData;
    this.steps = rule.noData === "alert" ? [...judge.steps, NO_DATA_STEP] : judge.steps;
    this.#terms = termsOf(rule, ["no data", overText(window)]);
  }

  turns(at: number): boolean {
    return this.#judge.turns?.(at) ?? false;
  }

  suspect(seen: Seen): boolean {
    // The kind's judge is asked in any case: it may have to let go of what it keeps of the group.
    const suspect = this.#judge.suspect(this.#zeroed(seen));
    if (!isIdle(seen) || this.#noData === "zero") return suspect;
    return this.#noData === "alert";
  }

  breach(seen: Seen, step: number): Judgement | null {
    if (this.steps[step] === NO_DATA_STEP) return isIdle(seen) ? this.judge(seen, step) : null;
    if (isIdle(seen) && this.#noData !== "zero") return null;
    return this.#judge.breach(this.#zeroed(seen), step);
  }

  judge(seen: Seen, step: number): Judgement {
    if (this.steps[step] === NO_DATA_STEP) return this.#missing(seen);
    const judgement = this.#judge.judge(this.#zeroed(seen), step);
    if (!isIdle(seen)) return judgement;
    const { silent, ...spoken } = judgement;
    switch (this.#noData) {
      case "keep":
        return { ...spoken, breached: false, cleared: false, rearmed: false };
      case "alert":
        return { ...spoken, breached: false, cleared: false, silent: "no_data" };
      default:
        return silent === "too_few_streams" ? { ...spoken, cleared: true } : judgement;
    }
  }

  #zeroed(seen: Seen): Seen {
    return this.#noData === "zero" && isIdle(seen) ? { ...seen, n: 0, d: 1 } : seen;
  }

  #missing(seen: Seen): Judgement {
    const idle = isIdle(seen);
    const back = seen.streams > 0;
    return {
      breached: idle,
      cleared: back,
      ...(idle || back ? {} : { silent: "no_data" }),
      rearmed: back,
      limit: 0,
      severity: this.#judge.judge(seen, 0).severity,
      terms: this.#terms,
    };
  }
}

function isIdle(seen: Seen): boolean {
  return seen.streams === 0 && seen.known && !seen.ended;
}
