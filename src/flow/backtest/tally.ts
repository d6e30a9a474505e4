import type { Alert } from "../../core/alerts/index.ts";
import type { Happened, ReplayTick, Told } from "./replay.ts";
import type { Worst } from "./worst.ts";

/** RuleTally is what a rule would have caused. */
export interface RuleTally {
  readonly rule: string;
  firings: number;
  resolved: number;
  /** Messages with news of this rule; one that tells of two rules counts for both. */
  messages: number;
  readonly byReceiver: Map<string, number>;
  firstAt: number | null;
  lastAt: number | null;
  worst: Worst | null;
}

/** Tally is the sum of a replay. */
export interface Tally {
  readonly rules: ReadonlyMap<string, RuleTally>;
  readonly messages: number;
  readonly byReceiver: ReadonlyMap<string, number>;
  /** Messages by day (`2026-03-01`), only days that have any. */
  readonly byDay: ReadonlyMap<string, number>;
  add(tick: ReplayTick): void;
  worst(worst: ReadonlyMap<string, Worst>): void;
}

/** createTally counts what a replay gives, day by day as `dayOf` names them. */
export function createTally(rules: readonly string[], dayOf: (at: number) => string): Tally {
  const byRule = new Map(rules.map((rule) => [rule, blank(rule)]));
  const byReceiver = new Map<string, number>();
  const byDay = new Map<string, number>();
  let messages = 0;

  function addTold({ at, draft }: Told): void {
    messages++;
    count(byReceiver, draft.receiver);
    count(byDay, dayOf(at));
    for (const rule of rulesOf(draft)) {
      const tally = byRule.get(rule);
      if (!tally) continue;
      tally.messages++;
      count(tally.byReceiver, draft.receiver);
    }
  }

  return {
    rules: byRule,
    byReceiver,
    byDay,
    get messages() {
      return messages;
    },
    add: ({ at, happened, told }) => {
      for (const each of happened) {
        const tally = byRule.get(each.alert.ref.rule);
        if (tally) addHappened(tally, each, at);
      }
      told.forEach(addTold);
    },
    worst: (worst) => {
      for (const [rule, moment] of worst) {
        const tally = byRule.get(rule);
        if (tally) tally.worst = moment;
      }
    },
  };
}

/** isFiring tells whether a transition is a firing that somebody is told of. */
export function isFiring({ transition, alert }: Happened): boolean {
  return transition.to === "firing" && transition.reason !== "covered" && !alert.muted;
}

/** rulesOf lists the rules that a message has news of; of a repeated one, all that it repeats. */
export function rulesOf(draft: Told["draft"]): string[] {
  const all: readonly Alert[] = [...draft.firing, ...draft.resolved];
  const news = new Set(draft.news);
  const told = news.size > 0 ? all.filter(({ id }) => news.has(id)) : all;
  return [...new Set(told.map(({ ref }) => ref.rule))];
}

function addHappened(tally: RuleTally, happened: Happened, at: number): void {
  const { to, from, reason } = happened.transition;
  const told = reason === "told" || happened.alert.covered;
  if (to === "resolved" && from === "firing" && !told) tally.resolved++;
  if (!isFiring(happened)) return;
  tally.firings++;
  tally.firstAt ??= at;
  tally.lastAt = at;
}

function blank(rule: string): RuleTally {
  return {
    ...{ rule, firings: 0, resolved: 0, messages: 0, byReceiver: new Map<string, number>() },
    ...{ firstAt: null, lastAt: null, worst: null },
  };
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
