import type { Engine } from "../../core/engine/index.ts";
import { StaleEvaluation } from "../../core/errors.ts";
import { createRouter } from "../../core/routing/index.ts";
import { createIntervalCalendar } from "../../core/time/index.ts";
import { createEngineHost } from "./engine-host.ts";
import { type Evaluation, evaluateOnce } from "./evaluate-once.ts";
import type {
  EvaluateParts,
  EvaluateResult,
  EvaluateSettings,
  Evaluator,
  RunOptions,
} from "./evaluate-parts.ts";
import { createHeldQuiet } from "./held-quiet.ts";
import { draw, type Looked, look } from "./look.ts";
import { type Memory, remember } from "./memory.ts";
import { nextDue } from "./next-due.ts";
import { createReporter } from "./report.ts";
import type { Reviewed } from "./reviewed.ts";
import type { Audience } from "./tell.ts";

/**
 * createEvaluator makes the evaluate verb: rows that were touched → findings → transitions → messages, all stored in
 * one transaction. It keeps the engine and the alert states in memory; the store's version tells when another process
 * has saved in the meantime, and whatever goes wrong, the next run starts from what is stored.
 */
export function createEvaluator(parts: EvaluateParts): Evaluator {
  const host = createEngineHost(parts, parts.settings);
  const held = createHeldQuiet(parts.people, parts.log);
  const report = createReporter(parts);
  let audience = audienceOf(parts.settings);
  let reloaded: EvaluateSettings | null = null;
  let memory: Memory | null = null;
  let rerouted = true;
  let lastTick = 0;
  let reviewed: Reviewed = { mark: "", reviewAt: null };
  let looked: Looked | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  async function current(): Promise<Memory> {
    if (memory && (await parts.store.version()) === memory.version) return memory;
    rerouted = true;
    return remember(await parts.store.load());
  }

  async function attempt(flush: "due" | "all"): Promise<Evaluation> {
    const began = parts.clock.now();
    const start = await current();
    memory = null;
    const occasion = { memory: start, audience, flush, rerouted, lastTick, reviewed, held };
    const evaluation = await evaluateOnce(parts, host, occasion);
    lastTick = evaluation.tick;
    if (evaluation.save) await parts.store.save(evaluation.save);
    memory = evaluation.memory;
    reviewed = evaluation.reviewed;
    rerouted = false;
    report(evaluation, audience.settings.rules, (parts.clock.now() - began) / 1_000);
    return evaluation;
  }

  async function once(flush: "due" | "all"): Promise<EvaluateResult> {
    takeReloaded();
    try {
      return resultOf(await attempt(flush), audience);
    } catch (error) {
      if (!(error instanceof StaleEvaluation)) throw error;
      parts.telemetry.count("evaluations_total", { outcome: "stale" });
      parts.log.info("Another process has evaluated in the meantime; evaluating again", {});
      return resultOf(await attempt(flush), audience);
    }
  }

  function takeReloaded(): void {
    if (!reloaded) return;
    host.rebuild(reloaded);
    audience = audienceOf(reloaded);
    rerouted = true;
    reloaded = null;
  }

  function next<T>(work: () => T | Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  /** What a failed evaluation has left of the engine is not shown. */
  function shown(): Engine | null {
    return memory === null ? null : host.current();
  }

  async function lookNow(): Promise<Looked | null> {
    const engine = shown();
    if (engine === null) return null;
    if (looked?.at !== lastTick) looked = await look(engine, audience.settings.rules, lastTick);
    return looked;
  }

  return {
    run: ({ flush = "due" }: RunOptions = {}) => next(() => once(flush)),
    look: () => next(lookNow),
    draw: (ref) =>
      next(() => {
        const engine = shown();
        return engine && draw(engine, audience.settings.rules, ref, lastTick);
      }),
    reload: (settings) => {
      reloaded = settings;
    },
  };
}

function audienceOf(settings: EvaluateSettings): Audience {
  const router = createRouter(settings.route, [...settings.receivers.keys()]);
  return { settings, router, calendar: createIntervalCalendar() };
}

function resultOf(
  { tick, transitions, telling, memory, reviewed }: Evaluation,
  audience: Audience,
): EvaluateResult {
  return {
    tick,
    transitions,
    messages: telling?.messages ?? [],
    nextDueAt: nextDue(
      memory.groups,
      memory.alerts.values(),
      audience.settings.rules,
      reviewed.reviewAt,
    ),
    lanes: [...new Set((telling?.outbox ?? []).map(({ lane }) => lane))],
  };
}
