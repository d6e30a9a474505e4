import type { AlertRef, Finding, GroupLabels } from "../engine/finding.ts";
import { durationName } from "../time/index.ts";
import type { GroupIndex } from "../windows/group-index.ts";
import type { Evaluator, RuleScope } from "./evaluator.ts";
import { GroupNames } from "./group-names.ts";
import type { NewValueRule } from "./spec.ts";
import { streamFacts } from "./stream-facts.ts";
import { type DueStream, StreamNews } from "./stream-news.ts";
import { termsOf } from "./terms.ts";

/** Who is one value of one group. */
interface Who {
  readonly account: string;
  readonly group: GroupLabels;
  readonly value: string;
}

/**
 * NewValueEvaluator finds each value of a dimension that a group had not shown for long, once: a row that is news is told
 * for each of its values that no other row of the group has within `rememberMs` before it, of two at the same moment the
 * one with the lower row number. A row older than `rememberMs` is no news; rows older than `rememberMs` + `learnMs` are
 * not looked at, whether or not they are held.
 */
export class NewValueEvaluator implements Evaluator {
  readonly steps = [""];
  readonly leftOut = 0;
  readonly #rule: NewValueRule;
  readonly #scope: RuleScope;
  readonly #news: StreamNews;
  /** The rule's groups, and these split by value. */
  readonly #groups: GroupIndex;
  readonly #values: GroupIndex;
  readonly #split: RuleScope;
  readonly #names: GroupNames;
  readonly #span: string;
  readonly #terms: string;

  constructor(
    rule: NewValueRule,
    scope: RuleScope,
    split: RuleScope,
    slotOf: (rowNo: number) => number,
  ) {
    this.#rule = rule;
    this.#scope = scope;
    this.#split = split;
    this.#news = new StreamNews(rule.name, scope, slotOf);
    const lookBack = rule.rememberMs + rule.learnMs;
    this.#groups = scope.index(lookBack, []);
    this.#values = split.index(lookBack, []);
    this.#names = new GroupNames(split.grouping);
    this.#span = durationName(rule.rememberMs);
    this.#terms = termsOf(rule, [
      `new ${rule.of} within ${rule.rememberMs}ms`,
      rule.learnMs > 0 ? `known for ${rule.learnMs}ms` : null,
    ]);
  }

  take(id: string, slot: number, news: boolean): void {
    if (news) this.#news.take(id, slot);
  }

  evaluate(at: number, open: readonly AlertRef[]): Finding[] {
    const told = new Set<number>();
    const findings: Finding[] = [];
    for (const stream of this.#news.due(at, (slot) => this.#scope.filter.passes(slot))) {
      for (const value of this.#valuesOf(stream.slot)) {
        if (!this.#isNew(value, stream.slot, at)) continue;
        told.add(value);
        findings.push(this.#found(value, stream));
      }
    }
    return open.length === 0 ? findings : findings.concat(this.#answers(open, at, told));
  }

  #valuesOf(slot: number): number[] {
    const values = Array.from(this.#split.grouping.groupsOf(slot));
    const key = (value: number) => this.#names.of(value).key;
    return values.length > 1 ? values.sort((a, b) => (key(a) < key(b) ? -1 : 1)) : values;
  }

  #isNew(value: number, slot: number, at: number): boolean {
    const { rememberMs, learnMs } = this.#rule;
    const time = this.#scope.order.times[slot] as number;
    const oldest = at - rememberMs - learnMs;
    if (!this.#isFirst(value, slot, Math.max(time - rememberMs, oldest), at)) return false;
    const series = this.#groups.series(this.#groupOf(value), at);
    const first = series?.time(series.after(oldest)) ?? time;
    return time - first >= learnMs;
  }

  /** Whether no row of the value lies between `since` and the slot's own time. */
  #isFirst(value: number, slot: number, since: number, at: number): boolean {
    const { columns, order } = this.#scope;
    const time = order.times[slot] as number;
    const series = this.#values.series(value, at);
    const place = series?.after(since) ?? 0;
    if (series?.time(place) !== time) return false;
    const rowNo = columns.rowNo[slot] as number;
    const alike = series.slots(place, series.after(time));
    return alike.every((other) => (columns.rowNo[other] as number) >= rowNo);
  }

  #found(value: number, { id, slot }: DueStream): Finding {
    const stream = streamFacts(this.#scope.columns, slot, id);
    const to = this.#scope.order.times[slot] as number;
    return {
      ...this.#finding(this.#whoOf(value), to),
      breached: true,
      cleared: false,
      value: stream.spend,
      streams: 1,
      stream,
    };
  }

  /** An open state is a happening that is not told yet: it stays as it was found, and nothing of it goes on. */
  #answers(open: readonly AlertRef[], at: number, told: ReadonlySet<number>): Finding[] {
    const { of } = this.#rule;
    const { grouping } = this.#split;
    return open.flatMap(({ account, group, step, window }) => {
      if (step !== "" || !this.#scope.grouping.fits(account, group)) return [];
      const own = group[of] ?? window;
      const value = own === window ? grouping.find(account, { ...group, [of]: window }) : -1;
      if (told.has(value)) return [];
      return {
        ...this.#finding({ account, group, value: window }, at),
        breached: false,
        cleared: true,
        value: 0,
        streams: this.#shown(value, at),
      };
    });
  }

  /** How many rows of the last `rememberMs` show a value. */
  #shown(value: number, at: number): number {
    const series = value < 0 ? undefined : this.#values.series(value, at);
    return series === undefined ? 0 : series.after(at) - series.after(at - this.#rule.rememberMs);
  }

  #finding(
    { account, group, value }: Who,
    to: number,
  ): Omit<Finding, "breached" | "cleared" | "value" | "streams"> {
    const { name, kind, severity, of, rememberMs } = this.#rule;
    return {
      ref: { account, rule: name, group, step: "", window: value },
      kind,
      ended: false,
      rearmed: false,
      metric: { name: "spend" },
      unit: "nano",
      limit: 0,
      window: { name: this.#span, from: to - rememberMs, to },
      severity,
      of,
      terms: this.#terms,
    };
  }

  #whoOf(value: number): Who {
    const { of, by } = this.#rule;
    const { account, group } = this.#names.of(value);
    const own = Object.entries(group).filter(([name]) => name !== of || by.includes(of));
    return { account, group: Object.fromEntries(own), value: group[of] ?? "" };
  }

  #groupOf(value: number): number {
    const { account, group } = this.#whoOf(value);
    return this.#scope.grouping.find(account, group);
  }
}
