import type { AlertRef, Finding } from "../engine/finding.ts";
import type { Evaluator, RuleScope } from "./evaluator.ts";
import { GroupNames } from "./group-names.ts";
import type { StreamRule } from "./spec.ts";
import { streamFacts } from "./stream-facts.ts";
import { StreamNews } from "./stream-news.ts";
import { termsOf } from "./terms.ts";

/** StreamEvaluator finds each new row that its rule matches, once; an open one is answered with the row as it is now. */
export class StreamEvaluator implements Evaluator {
  readonly steps = [""];
  readonly leftOut = 0;
  readonly #rule: StreamRule;
  readonly #scope: RuleScope;
  readonly #names: GroupNames;
  readonly #terms: string;
  readonly #slotOf: (rowNo: number) => number;
  readonly #news: StreamNews;

  constructor(rule: StreamRule, scope: RuleScope, slotOf: (rowNo: number) => number) {
    this.#rule = rule;
    this.#scope = scope;
    this.#names = new GroupNames(scope.grouping);
    this.#slotOf = slotOf;
    this.#news = new StreamNews(rule.name, scope, slotOf);
    this.#terms = termsOf(rule, [`status in ${JSON.stringify([...rule.status].sort())}`]);
  }

  /** take notes a row that was just put: whether it is to be told is decided at the tick, by what it then is. */
  take(id: string, slot: number, news: boolean): void {
    if (news) this.#news.take(id, slot);
    if (!this.#matches(slot)) return;
    const { book, columns } = this.#scope;
    const account = columns.accounts.text(columns.account[slot] as number);
    book.remember(account, id, columns.rowNo[slot] as number);
  }

  evaluate(at: number, open: readonly AlertRef[]): Finding[] {
    const findings: Finding[] = [];
    for (const { id, slot } of this.#news.due(at, (each) => this.#matches(each))) {
      const groups = Array.from(this.#scope.grouping.groupsOf(slot), (each) =>
        this.#names.of(each),
      );
      groups.sort((a, b) => (a.key < b.key ? -1 : 1));
      for (const name of groups) findings.push(this.#finding(name, id, slot, true));
    }
    if (open.length === 0) return findings;
    const told = new Set(findings.map((finding) => refKey(finding.ref)));
    for (const ref of open) {
      const fits = ref.step === "" && this.#scope.grouping.fits(ref.account, ref.group);
      if (!fits || told.has(refKey(ref))) continue;
      findings.push(this.#finding(ref, ref.window, this.#current(ref), false));
    }
    return findings;
  }

  /** The slot of an open alert's stream, if the rule still matches it in that group; -1 otherwise. */
  #current(ref: AlertRef): number {
    const { book, grouping } = this.#scope;
    const slot = this.#slotOf(book.rowOf(ref.account, ref.window));
    if (slot < 0 || !this.#matches(slot)) return -1;
    const group = grouping.find(ref.account, ref.group);
    return Array.from(grouping.groupsOf(slot)).includes(group) ? slot : -1;
  }

  #matches(slot: number): boolean {
    const { columns, filter } = this.#scope;
    const status = columns.statuses.text(columns.status[slot] as number);
    return this.#rule.status.includes(status) && filter.passes(slot);
  }

  #finding(
    who: Pick<AlertRef, "account" | "group">,
    id: string,
    slot: number,
    breached: boolean,
  ): Finding {
    const { name, kind, severity } = this.#rule;
    const stream = slot < 0 ? null : streamFacts(this.#scope.columns, slot, id);
    const window = { name: "stream", from: stream?.createdAt ?? 0, to: stream?.finishedAt ?? 0 };
    return {
      ref: { account: who.account, rule: name, group: who.group, step: "", window: id },
      kind,
      breached,
      cleared: !breached,
      ended: false,
      rearmed: false,
      metric: { name: "spend" },
      unit: "nano",
      value: stream?.spend ?? 0,
      limit: 0,
      window,
      severity,
      streams: stream === null ? 0 : 1,
      terms: this.#terms,
      ...(stream === null ? {} : { stream }),
    };
  }
}

function refKey(ref: AlertRef): string {
  const values = Object.keys(ref.group).sort();
  return JSON.stringify([ref.account, ref.window, ...values.map((label) => ref.group[label])]);
}
