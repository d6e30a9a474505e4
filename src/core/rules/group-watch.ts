import type { AlertRef, Finding } from "../engine/finding.ts";
import { MetricReader, sourcesOf } from "../metrics/metric-reader.ts";
import { type MetricPlan, metricPlan } from "../metrics/plan.ts";
import { type Frame, frameOf, type Placed } from "../windows/frame.ts";
import type { View } from "../windows/view.ts";
import type { Evaluator, Judge, Judgement, RuleScope, Seen } from "./evaluator.ts";
import { GroupNames } from "./group-names.ts";
import { GroupSet } from "./group-set.ts";
import type { Least } from "./least.ts";
import { withNoData } from "./no-data.ts";
import type { MetricRef, Rule, WindowSpec } from "./spec.ts";

/** Watched is what GroupWatch needs to know of a rule. */
export interface Watched {
  readonly rule: Rule;
  readonly metric: MetricRef;
  readonly window: WindowSpec;
  readonly judge: Judge;
  /** Groups without rows in the window, and changes of rows before it, are watched as well, as long as they are known. */
  readonly watchesIdle: boolean;
  /** How long after its last row an idle group is known, ms; as far back as the engine looks, unless given. */
  readonly rememberMs?: number;
  /** Which end of the values is kept when there are too many groups. */
  readonly keeps: "largest" | "smallest";
}

/** Numbers are where a group's numbers are read: the moving window, or one that is over. */
interface Numbers {
  readonly view: View;
  readonly reader: MetricReader;
  readonly placed: Placed;
  readonly ended: boolean;
}

const NOBODY: { -readonly [Field in keyof Seen]: Seen[Field] } = {
  group: -1,
  ref: null,
  n: 0,
  d: 0,
  streams: 0,
  known: false,
  ended: false,
  at: 0,
};

/** Breach is one group with the findings of the steps that it is over. */
interface Breach {
  readonly group: number;
  readonly key: string;
  readonly findings: readonly Finding[];
}

/**
 * GroupWatch evaluates a rule over the groups of a window. Only groups whose numbers changed are looked at anew; those
 * that may be breached stay on a list and are judged at each tick, since a spike's comparison moves with time.
 */
export class GroupWatch implements Evaluator {
  leftOut = 0;
  readonly #watched: Watched;
  readonly #scope: RuleScope;
  readonly #plan: MetricPlan;
  readonly #frame: Frame;
  readonly #view: View;
  readonly #reader: MetricReader;
  readonly #presence: View | null;
  readonly #names: GroupNames;
  readonly #suspects = new GroupSet();
  readonly #seen = { ...NOBODY };

  constructor(watched: Watched, scope: RuleScope) {
    const { rule, window } = watched;
    this.#watched = { ...watched, judge: withNoData(watched.judge, rule, window) };
    this.#scope = scope;
    this.#plan = metricPlan(watched.metric);
    this.#frame = frameOf(watched.window);
    this.#view = scope.view(watched.window, sourcesOf(this.#plan));
    this.#reader = new MetricReader(this.#plan, this.#view);
    this.#names = new GroupNames(scope.grouping);
    const known = { kind: "rolling", ms: watched.rememberMs ?? scope.horizonMs } as const;
    const idle = watched.watchesIdle || rule.noData !== undefined;
    this.#presence = idle ? scope.view(known, []) : null;
  }

  get steps(): readonly string[] {
    return this.#watched.judge.steps;
  }

  evaluate(at: number, open: readonly AlertRef[]): Finding[] {
    const placed = this.#frame.at(at);
    const now = { view: this.#view, reader: this.#reader, placed, ended: false };
    if (this.#watched.judge.turns?.(at)) this.#reviewAll(now, at);
    this.#review(this.#view.changed, now, at);
    if (this.#presence !== null) this.#review(this.#presence.changed, now, at);
    const breaches = this.#breaches(now, at);
    const findings = breaches.flatMap((breach) => breach.findings);
    return open.length === 0 ? findings : findings.concat(this.#answers(open, now, at, breaches));
  }

  #review(groups: Uint32Array, now: Numbers, at: number): void {
    const { least } = this.#watched.judge;
    const { counts } = this.#view;
    const { numerators } = this.#reader;
    for (const group of groups) {
      if (least !== undefined && isBelow(least, group, counts, numerators)) {
        this.#suspects.delete(group);
        continue;
      }
      const suspect = this.#watched.judge.suspect(this.#see(group, null, now, at));
      if (suspect) this.#suspects.add(group);
      else this.#suspects.delete(group);
    }
  }

  /** Groups without rows are looked at when they change: the clock alone makes nothing of them. */
  #reviewAll(now: Numbers, at: number): void {
    const withRows: number[] = [];
    for (let group = 0; group < this.#scope.grouping.size; group++) {
      if (this.#view.streams(group) > 0) withRows.push(group);
    }
    this.#review(Uint32Array.from(withRows), now, at);
  }

  #breaches(now: Numbers, at: number): Breach[] {
    const { judge, keeps } = this.#watched;
    const breaches: Breach[] = [];
    for (const group of this.#suspects.groups) {
      const seen = this.#see(group, null, now, at);
      const findings: Finding[] = [];
      for (let step = 0; step < judge.steps.length; step++) {
        const breach = judge.breach(seen, step);
        if (breach !== null) findings.push(this.#finding(now, seen, step, breach));
      }
      if (findings.length > 0) breaches.push({ group, key: this.#names.of(group).key, findings });
    }
    this.leftOut = Math.max(0, breaches.length - this.#scope.maxGroups);
    if (this.leftOut > 0) {
      const sign = keeps === "largest" ? -1 : 1;
      breaches.sort((a, b) => sign * (valueFound(a) - valueFound(b)) || byKey(a, b));
      breaches.length = this.#scope.maxGroups;
    }
    return breaches.sort(byKey);
  }

  #answers(
    open: readonly AlertRef[],
    now: Numbers,
    at: number,
    breaches: readonly Breach[],
  ): Finding[] {
    const { steps } = this.#watched.judge;
    const told = new Map(breaches.map((breach) => [breach.group, breach.findings]));
    const closed = new Map<string, Numbers>();
    const answers: Finding[] = [];
    for (const ref of open) {
      const step = steps.indexOf(ref.step);
      if (step < 0 || !this.#scope.grouping.fits(ref.account, ref.group)) continue;
      const group = this.#scope.grouping.find(ref.account, ref.group);
      let numbers = now;
      if (ref.window !== now.placed.id) {
        numbers = closed.get(ref.window) ?? this.#closed(ref.window, at);
        closed.set(ref.window, numbers);
      } else if (told.get(group)?.some((finding) => finding.ref.step === ref.step)) continue;
      const seen = this.#see(group, ref, numbers, at);
      answers.push(this.#finding(numbers, seen, step, this.#watched.judge.judge(seen, step)));
    }
    return answers;
  }

  /** The numbers of a calendar window that is over, worked out from its rows. */
  #closed(id: string, at: number): Numbers {
    const placed = this.#frame.closed(id, at);
    const high = Math.min(placed.high, at);
    const view = this.#scope.fixedView(placed.low, high, sourcesOf(this.#plan));
    return { view, reader: new MetricReader(this.#plan, view), placed, ended: true };
  }

  /** The one object is filled anew for each group: a tick may look at every group of every rule. */
  #see(group: number, ref: AlertRef | null, numbers: Numbers, at: number): Seen {
    const seen = this.#seen;
    const { n, d } = numbers.reader.read(group);
    seen.group = group;
    seen.ref = ref;
    seen.n = n;
    seen.d = d;
    seen.streams = numbers.view.streams(group);
    seen.known = this.#presence !== null && this.#presence.streams(group) > 0;
    seen.ended = numbers.ended;
    seen.at = at;
    return seen;
  }

  #finding(numbers: Numbers, seen: Seen, step: number, judgement: Judgement): Finding {
    const { rule, metric, judge } = this.#watched;
    const who = seen.group < 0 && seen.ref !== null ? seen.ref : this.#names.of(seen.group);
    return {
      ref: {
        account: who.account,
        rule: rule.name,
        group: who.group,
        step: judge.steps[step] ?? "",
        window: numbers.placed.id,
      },
      kind: rule.kind,
      ...judgement,
      ended: numbers.ended,
      metric,
      unit: this.#plan.unit,
      value: numbers.reader.read(seen.group).shown,
      window: numbers.placed.span,
      streams: seen.streams,
    };
  }
}

function isBelow(
  { n, streams }: Least,
  group: number,
  counts: Int32Array,
  numerators: Float64Array | Int32Array | null,
): boolean {
  if ((counts[group] ?? 0) < streams) return true;
  return numerators !== null && (numerators[group] as number) < n;
}

function valueFound(breach: Breach): number {
  return breach.findings[0]?.value ?? 0;
}

function byKey(a: Breach, b: Breach): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}
