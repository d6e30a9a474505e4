import type { Alert, Transition } from "../../core/alerts/index.ts";
import type { Coverage } from "../../core/message/index.ts";
import type { AccountCoverage, EvaluationSave } from "../../core/ports/index.ts";
import { stillOpen } from "../../core/quiet/index.ts";
import type { NotificationGroup } from "../../core/routing/index.ts";
import { changedGroups, endTold, release, toSave } from "./after-telling.ts";
import { correctTold } from "./correct-told.ts";
import type { EngineHost } from "./engine-host.ts";
import type { EvaluateParts } from "./evaluate-parts.ts";
import type { HeldNow } from "./held-quiet.ts";
import { judge } from "./judge.ts";
import { type Memory, newlyBaselined, wasEvaluated } from "./memory.ts";
import { mustPlan } from "./must-plan.ts";
import { quietGrounds } from "./quiet-grounds.ts";
import { readinessAt } from "./readiness.ts";
import { type Reviewed, reviewedBy } from "./reviewed.ts";
import { type Audience, type Telling, tell } from "./tell.ts";

/** Occasion is what one evaluation starts from. */
export interface Occasion {
  readonly memory: Memory;
  readonly audience: Audience;
  readonly flush: "due" | "all";
  /** Rules and routes may differ from those that the alerts and groups were last seen under. */
  readonly rerouted: boolean;
  /** The tick of the last evaluation in this process, saved or not; the next one is later. */
  readonly lastTick: number;
  /** What the last evaluation in this process knew of what people keep quiet. */
  readonly reviewed: Reviewed;
  readonly held: (now: number) => Promise<HeldNow>;
}

/** Evaluation is what one evaluation did, and what is remembered of it once it is stored. */
export interface Evaluation {
  readonly tick: number;
  readonly transitions: readonly Transition[];
  readonly telling: Telling | null;
  readonly memory: Memory;
  readonly reviewed: Reviewed;
  /** What has to be stored; null where nothing changed but the time. */
  readonly save: EvaluationSave | null;
  /** Rules with more groups than get findings, and how many were left out. */
  readonly capped: ReadonlyMap<string, number>;
}

/** evaluateOnce reads what is new, judges it at one tick, and decides what is told; it stores nothing. */
export async function evaluateOnce(
  parts: EvaluateParts,
  host: EngineHost,
  occasion: Occasion,
): Promise<Evaluation> {
  const { memory, audience } = occasion;
  const { settings } = audience;
  // Coverage is read before the rows: what it says is read is among them.
  const [coverage, conditions, held] = await Promise.all([
    parts.ledger.coverage(),
    parts.conditions.active(),
    occasion.held(parts.clock.now()),
  ]);
  const { rules } = settings;
  const { isNew } = readinessAt(parts.clock.now(), coverage, settings);
  const evaluated = new Set(
    settings.accounts.filter((account) => wasEvaluated(memory, account, rules)),
  );
  const { engine, head, newestRow } = await host.catchUp(
    memory.version === 0 ? null : memory.seq,
    parts.clock.now(),
    (row) => evaluated.has(row.account) && isNew(row),
  );
  const tick = Math.max(parts.clock.now(), occasion.lastTick + 1, (memory.tick ?? 0) + 1);
  const readiness = readinessAt(tick, coverage, settings);
  const judged = await judge(
    { tick, engine, readiness, conditions, edited: occasion.rerouted },
    memory,
    settings,
    parts.store,
  );
  const moved = merge(memory.alerts, judged.alerts);
  const corrected = await correctTold(parts.ledger, memory, { head, tick, engine, settings });
  const quiet = quietGrounds(held, memory, settings, audience.calendar);
  const telling =
    corrected !== memory.groups || mustPlan({ ...occasion, held, moved, tick }, judged.transitions)
      ? await tell(
          { groups: corrected, flush: occasion.flush, newestRow, quiet },
          moved,
          judged.transitions,
          audience,
          { engine, ledger: parts.ledger },
          {
            coverage: coverage.map(told),
            at: tick,
            timezone: settings.timezone,
            usdPerCredit: settings.usdPerCredit,
          },
        )
      : null;
  const ended = telling ? endTold(moved, telling.plan, tick) : { alerts: [], transitions: [] };
  const groups = telling?.plan.groups ?? memory.groups;
  const alerts = release(merge(moved, ended.alerts), groups);
  const transitions = [...judged.transitions, ...ended.transitions];
  const baselined = newlyBaselined(memory, readiness, rules);
  const outcome = { tick, seq: head, alerts, groups, transitions, baselined, telling };
  const reviewed = reviewedBy(held, telling, occasion.reviewed);
  return {
    ...{ tick, transitions, telling, reviewed, capped: engine.capped },
    ...conclude(memory, outcome),
  };
}

interface Outcome {
  readonly tick: number;
  readonly seq: number;
  readonly alerts: ReadonlyMap<string, Alert>;
  readonly groups: readonly NotificationGroup[];
  readonly transitions: readonly Transition[];
  readonly baselined: readonly string[];
  readonly telling: Telling | null;
}

/** conclude works out what has to be stored, and the memory that follows from it. */
function conclude(memory: Memory, outcome: Outcome): Pick<Evaluation, "memory" | "save"> {
  const { tick, seq, telling } = outcome;
  const save: EvaluationSave = {
    version: memory.version,
    tick,
    seq,
    alerts: toSave(outcome.alerts.values(), memory.stored),
    transitions: outcome.transitions,
    groups: changedGroups(memory.groups, outcome.groups),
    removedGroups: telling?.plan.removedGroups ?? [],
    outbox: telling?.outbox ?? [],
    baselined: outcome.baselined,
    suppressions: telling?.plan.suppressions ?? [],
    endedAcknowledgements: telling?.plan.endedAcknowledgements ?? [],
  };
  const alerts = new Map([...outcome.alerts].filter(([, alert]) => alert.status !== "inactive"));
  const suppressions = stillOpen(memory.suppressions, save.suppressions);
  const kept = { tick, alerts, groups: outcome.groups, suppressions };
  if (isEmpty(save, memory)) return { save: null, memory: { ...memory, ...kept } };
  return {
    save,
    memory: {
      ...kept,
      version: memory.version + 1,
      seq,
      stored: withStored(memory.stored, save.alerts),
      baselined: new Set([...memory.baselined, ...outcome.baselined]),
    },
  };
}

function withStored(
  stored: ReadonlyMap<string, Alert>,
  saved: readonly Alert[],
): ReadonlyMap<string, Alert> {
  const after = new Map(stored);
  for (const alert of saved) {
    if (alert.status === "inactive") after.delete(alert.id);
    else after.set(alert.id, alert);
  }
  return after;
}

function isEmpty(save: EvaluationSave, memory: Memory): boolean {
  const { alerts, transitions, groups, removedGroups, outbox, baselined } = save;
  const quiet = [save.suppressions, save.endedAcknowledgements];
  const lists = [alerts, transitions, groups, removedGroups, outbox, baselined, ...quiet];
  return save.seq === memory.seq && lists.every((list) => list.length === 0);
}

function told(one: AccountCoverage): Coverage {
  const { ready, readFrom } = one;
  return ready || readFrom === null ? one : { ...one, historyFrom: readFrom };
}

function merge(
  alerts: ReadonlyMap<string, Alert>,
  changed: readonly Alert[],
): ReadonlyMap<string, Alert> {
  const after = new Map(alerts);
  for (const alert of changed) after.set(alert.id, alert);
  return after;
}
