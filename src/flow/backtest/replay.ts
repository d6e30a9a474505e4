import { type Alert, advance, type Transition } from "../../core/alerts/index.ts";
import type { Engine, EngineOptions } from "../../core/engine/index.ts";
import { nothingQuiet } from "../../core/quiet/index.ts";
import { createRouter, type Draft, planNotifications } from "../../core/routing/index.ts";
import type { Rule } from "../../core/rules/index.ts";
import type { LedgerRow } from "../../core/stream.ts";
import { endTold } from "../evaluate/after-telling.ts";
import type { EvaluateSettings } from "../evaluate/evaluate-parts.ts";
import { isForAnyLane } from "../evaluate/lane-news.ts";
import { createClosedBook } from "./closed-book.ts";
import { Memory } from "./memory.ts";
import { createSieve } from "./sieve.ts";
import { createWorstBook, type Worst } from "./worst.ts";

const FORGET_EVERY_MS = 86_400_000;

/** Happened is a transition with the alert as it was after it. */
export interface Happened {
  readonly transition: Transition;
  readonly alert: Alert;
}

/** Told is a message that a receiver would have been sent. */
export interface Told {
  readonly at: number;
  readonly draft: Draft;
}

/** ReplayTick is what happened at one tick. */
export interface ReplayTick {
  readonly at: number;
  readonly happened: readonly Happened[];
  readonly told: readonly Told[];
}

/** Replay plays rows through the rules as the daemon would have, tick by tick, with nothing stored. */
export interface Replay {
  /** Takes rows that were known before the first tick. */
  history(rows: Iterable<LedgerRow>): void;
  /** Plays a tick, and what groups say between the one before and it. */
  step(at: number, rows: readonly LedgerRow[]): ReplayTick;
  /** What groups have still to say after the last tick, before a moment. */
  rest(before: number): ReplayTick;
  /** The largest share of its limit that each rule's alerts reached, with where and when. */
  readonly worst: ReadonlyMap<string, Worst>;
  /** Time spent in the engine, ms. */
  readonly engineMs: number;
}

/** ReplayParts are the rules and routes to be played, the engine to play them with, and a stopwatch (ms). */
export interface ReplayParts {
  readonly settings: EvaluateSettings;
  readonly createEngine: (options: EngineOptions) => Engine;
  readonly stopwatch: () => number;
}

/**
 * createReplay makes a replay whose accounts count as evaluated already: what is over at the first tick fires there as
 * it would at any other, instead of going into the digest of a first start.
 */
export function createReplay({ settings, createEngine, stopwatch }: ReplayParts): Replay {
  const engine = createEngine({
    ...{ rules: settings.rules, groups: settings.groups },
    settleMs: Math.max(0, ...settings.settleMs.values()),
  });
  const accounts = new Set(settings.accounts);
  const rules = new Map<string, Rule>(settings.rules.map((rule) => [rule.name, rule]));
  const receivers = [...settings.receivers.keys()];
  const router = createRouter(settings.route, receivers);
  const { silences, inhibitRules } = settings;
  const quiet = { ...nothingQuiet(), silences, inhibitRules };
  const memory = new Memory();
  const sieve = createSieve(rules);
  const book = createWorstBook(rules);
  const closed = createClosedBook(settings.settleMs);
  let engineMs = 0;
  let forgotAt: number | null = null;

  function find(at: number, rows: readonly LedgerRow[]) {
    const began = stopwatch();
    if (rows.length > 0) engine.put(closed.seen(rows), true);
    const findings = engine.tick(at, memory.openRefs());
    forgotAt ??= at;
    if (at - forgotAt >= FORGET_EVERY_MS) {
      forgotAt = at;
      engine.forget(at - engine.horizonMs);
      closed.forget(at - engine.horizonMs);
    }
    engineMs += stopwatch() - began;
    return closed.news(
      findings.filter(({ ref }) => accounts.has(ref.account)),
      at,
    );
  }

  function plan(at: number): ReplayTick {
    const planned = planNotifications({
      ...{ now: at, root: settings.route, router, receivers },
      ...{ groups: memory.groups, alerts: memory.alerts, digest: new Set<string>(), flush: "due" },
      // A replay knows each row as it is in the end: nothing is edited.
      ...{ newestRow: 0, amendFromPpm: null },
      // Nobody takes anything on: what the configuration keeps quiet is all.
      quiet,
    });
    memory.groups = planned.groups;
    memory.reviewAt = planned.reviewAt;
    const wanted = planned.drafts.filter((draft) =>
      isForAnyLane(draft, settings.receivers.get(draft.receiver) ?? []),
    );
    const over = endTold(memory.alerts, planned, at);
    memory.keep(over.alerts);
    const told = wanted.map((draft) => ({ at, draft }));
    return { at, told, happened: over.transitions.map(withAlert) };
  }

  function withAlert(transition: Transition): Happened {
    return { transition, alert: memory.alerts.get(transition.alertId) as Alert };
  }

  /** Between two ticks nothing is evaluated, but a group whose wait ends there speaks, as the daemon would have it. */
  function speak(before: number): ReplayTick[] {
    const spoken: ReplayTick[] = [];
    for (let due = memory.dueAt; due < before; due = memory.dueAt) {
      spoken.push(plan(due));
      memory.release();
      if (memory.dueAt <= due) break;
    }
    return spoken;
  }

  return {
    history: (rows) => engine.put(closed.seen(rows), false),
    step: (at, rows) => {
      const spoken = speak(at);
      const found = find(at, rows);
      for (const finding of found) book.note(finding, at);
      const { findings, before } = sieve.sift(found, memory);
      const moved = advance(before, findings, {
        ...{ now: at, rules, edited: false, first: () => null },
        // The rules are the same throughout, and what the sieve holds back has not lost its own.
        judged: () => false,
      });
      memory.keep(moved.alerts);
      closed.note(moved.transitions);
      const happened = moved.transitions.map(withAlert);
      const mustPlan = happened.length > 0 || memory.dueAt <= at;
      const tick = { at, happened, told: [] };
      const all = mustPlan ? [...spoken, tick, plan(at)] : [...spoken, tick];
      memory.release();
      return together(at, all);
    },
    rest: (before) => together(before, speak(before)),
    worst: book.worst,
    get engineMs() {
      return engineMs;
    },
  };
}

function together(at: number, ticks: readonly ReplayTick[]): ReplayTick {
  if (ticks.length === 1 && ticks[0]) return ticks[0];
  return {
    at,
    happened: ticks.flatMap(({ happened }) => happened),
    told: ticks.flatMap(({ told }) => told),
  };
}
