import { UNKNOWN_MEMBER } from "../engine/columns/columns.ts";
import type { AlertRef, Finding, StreamFacts } from "../engine/finding.ts";
import type { LedgerRow } from "../stream.ts";
import type { Evaluator, RuleScope } from "./evaluator.ts";
import { GroupNames } from "./group-names.ts";
import type { StreamRule } from "./spec.ts";
import { termsOf } from "./terms.ts";

/** StreamEvaluator finds each new row that its rule matches, once; an open one is answered with the row as it is now. */
export class StreamEvaluator implements Evaluator {
  readonly leftOut = 0;
  readonly #rule: StreamRule;
  readonly #scope: RuleScope;
  readonly #names: GroupNames;
  readonly #terms: string;
  readonly #slotOf: (rowNo: number) => number;

  constructor(rule: StreamRule, scope: RuleScope, slotOf: (rowNo: number) => number) {
    this.#rule = rule;
    this.#scope = scope;
    this.#names = new GroupNames(scope.grouping);
    this.#slotOf = slotOf;
    this.#terms = termsOf(rule, [`status in ${JSON.stringify([...rule.status].sort())}`]);
  }

  /** take notes a row that was just put: whether it is to be told is decided at the tick, by what it then is. */
  take(row: LedgerRow, slot: number, news: boolean): void {
    if (news) this.#scope.book.waiting(this.#rule.name).set(row.rowNo, row.id);
    if (this.#matches(slot)) this.#scope.book.remember(row.account, row.id, row.rowNo);
  }

  evaluate(at: number, open: readonly AlertRef[]): Finding[] {
    const findings: Finding[] = [];
    for (const [id, slot] of this.#due(at)) {
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

  /** Takes out the waiting streams whose time has come, oldest first. */
  #due(at: number): [id: string, slot: number][] {
    const waiting = this.#scope.book.waiting(this.#rule.name);
    const { times } = this.#scope.order;
    const due: [string, number][] = [];
    for (const [rowNo, id] of waiting) {
      const slot = this.#slotOf(rowNo);
      if (slot >= 0 && (times[slot] as number) > at) continue;
      waiting.delete(rowNo);
      if (slot >= 0 && this.#matches(slot)) due.push([id, slot]);
    }
    const time = (slot: number) => times[slot] as number;
    return due.sort((a, b) => time(a[1]) - time(b[1]) || (a[0] < b[0] ? -1 : 1));
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
    const stream = slot < 0 ? null : this.#facts(slot, id);
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

  #facts(slot: number, id: string): StreamFacts {
    const { columns } = this.#scope;
    const member = columns.members.text(columns.member[slot] as number);
    return {
      id,
      taskId: columns.tasks.text(columns.task[slot] as number),
      taskTitle: columns.titleOf(slot),
      member: member === UNKNOWN_MEMBER ? null : member,
      model: columns.models.text(columns.model[slot] as number),
      status: columns.statuses.text(columns.status[slot] as number),
      errorMessage: columns.errorOf(slot),
      createdAt: columns.createdAt[slot] as number,
      finishedAt: columns.finishedAt[slot] as number,
      spend: columns.spend(slot),
    };
  }
}

function refKey(ref: AlertRef): string {
  const values = Object.keys(ref.group).sort();
  return JSON.stringify([ref.account, ref.window, ...values.map((label) => ref.group[label])]);
}
