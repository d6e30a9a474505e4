import type { Finding } from "../engine/finding.ts";
import { MetricReader, sourcesOf } from "../metrics/metric-reader.ts";
import { metricPlan } from "../metrics/plan.ts";
import { type Frame, frameOf, type Placed } from "../windows/frame.ts";
import type { View } from "../windows/view.ts";
import { BudgetJudge } from "./budget.ts";
import type { Judgement, RuleScope, Seen } from "./evaluator.ts";
import { GroupNames } from "./group-names.ts";
import type { BudgetRule } from "./spec.ts";

/** Touched is one period that rows came into, with the groups that these are in. */
interface Touched {
  readonly id: string;
  readonly slots: number[];
  readonly groups: Set<number>;
}

/** Numbers read a metric of each group over one period. */
interface Numbers {
  readonly view: View;
  readonly reader: MetricReader;
}

/**
 * ClosedPeriods finds the steps of a calendar budget that rows carry a period over which has ended, as long as it may still
 * change: steps that it reaches with them, and would not reach had they never come. It costs two looks through such a
 * period's rows, and nothing where no row is late.
 */
export class ClosedPeriods {
  readonly #rule: BudgetRule;
  readonly #scope: RuleScope;
  readonly #judge: BudgetJudge;
  readonly #frame: Frame;
  readonly #names: GroupNames;
  readonly #settleMs: number;

  constructor(rule: BudgetRule, scope: RuleScope, settleMs: number) {
    this.#rule = rule;
    this.#scope = scope;
    // Where a period was heading is of no interest once it is over.
    this.#judge = new BudgetJudge({ ...rule, forecast: [] }, scope);
    this.#frame = frameOf(rule.window);
    this.#names = new GroupNames(scope.grouping);
    this.#settleMs = settleMs;
  }

  /** find gives a finding for each step that is reached in a period which some of the rows, by their slots, came into. */
  find(at: number, slots: readonly number[]): Finding[] {
    return this.#touched(at, slots).flatMap((period) => this.#reached(at, period));
  }

  #touched(at: number, slots: readonly number[]): readonly Touched[] {
    const { grouping, filter, order } = this.#scope;
    const { low } = this.#frame.at(at);
    const periods = new Map<string, Touched>();
    for (const slot of slots) {
      const time = order.times[slot] as number;
      if (time > low || !filter.passes(slot)) continue;
      const { id } = this.#frame.at(time);
      const period = periods.get(id) ?? { id, slots: [], groups: new Set() };
      periods.set(id, period);
      period.slots.push(slot);
      for (const group of Array.from(grouping.groupsOf(slot))) period.groups.add(group);
    }
    return [...periods.values()];
  }

  #reached(at: number, { id, slots, groups }: Touched): Finding[] {
    const placed = this.#frame.closed(id, at);
    if (at - placed.span.to > this.#settleMs) return [];
    const now = this.#numbers(placed);
    const without = this.#without(slots, placed);
    return [...groups].flatMap((group) => {
      const before = this.#seen(group, without, at);
      const seen = this.#seen(group, now, at);
      return this.#judge.steps.flatMap((step, index): Finding[] => {
        const breach = this.#judge.breach(seen, index);
        if (breach === null || this.#judge.breach(before, index) !== null) return [];
        return [this.#finding(step, breach, { seen, placed, value: now.reader.read(group).shown })];
      });
    });
  }

  #numbers({ low, high }: Placed): Numbers {
    const plan = metricPlan(this.#rule.metric);
    const view = this.#scope.fixedView(low, high, sourcesOf(plan));
    return { view, reader: new MetricReader(plan, view) };
  }

  /** What the period comes to without some rows: for the length of one look they count as gone. */
  #without(slots: readonly number[], placed: Placed): Numbers {
    const { dead } = this.#scope.columns;
    for (const slot of slots) dead[slot] = 1;
    try {
      return this.#numbers(placed);
    } finally {
      for (const slot of slots) dead[slot] = 0;
    }
  }

  #seen(group: number, { view, reader }: Numbers, at: number): Seen {
    const { n, d } = reader.read(group);
    const streams = view.streams(group);
    return { group, ref: null, n, d, streams, known: true, ended: true, at };
  }

  #finding(
    step: string,
    breach: Judgement,
    { seen, placed, value }: { seen: Seen; placed: Placed; value: number },
  ): Finding {
    const { name, metric } = this.#rule;
    const { account, group } = this.#names.of(seen.group);
    return {
      ref: { account, rule: name, group, step, window: placed.id },
      ...{ kind: "budget", ...breach, ended: false, closed: true },
      ...{ metric, unit: metricPlan(metric).unit, value, window: placed.span },
      streams: seen.streams,
    };
  }
}
