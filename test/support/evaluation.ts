import type { Rule } from "../../src/core/rules/index.ts";
import type { Stream } from "../../src/core/stream.ts";
import {
  createEvaluator,
  type EvaluateParts,
  type EvaluateSettings,
} from "../../src/flow/index.ts";
import { memoryAlertStore } from "./alert-store.ts";
import { manualClock } from "./clock.ts";
import { memoryConditions } from "./conditions.ts";
import { memoryLedger } from "./ledger.ts";
import { memoryLog } from "./log.ts";
import { route } from "./routes.ts";
import { scriptedEngines } from "./scripted-engine.ts";
import { memoryTelemetry } from "./telemetry.ts";

/** rule is what the life cycle takes of a rule; the scripted engine needs only its name. */
export function rule(name: string, fields: Partial<Pick<Rule, "forMs" | "onLoad">> = {}): Rule {
  return {
    kind: "threshold",
    name,
    by: ["member"],
    where: [],
    forMs: 0,
    keepFiringForMs: 0,
    labels: {},
    time: "finished_at",
    timezone: "UTC",
    onLoad: "fire",
    metric: { name: "error_rate" },
    window: { kind: "rolling", ms: 3_600_000 },
    direction: "above",
    bound: 200_000,
    minStreams: 20,
    severity: "warning",
    ...fields,
  };
}

/** RULES are the rules of the findings that `findings.ts` makes. */
export const RULES = [rule("error-rate"), rule("member-month"), rule("failed-or-blocked")];

/** row is a stream as the API tells it. */
export function row(id: string, fields: Partial<Stream> = {}): Stream {
  return {
    id,
    account: "acme",
    taskId: "t1",
    taskTitle: null,
    member: "x@y",
    model: "opus",
    status: "completed",
    byok: false,
    createdAt: Date.UTC(2026, 2, 2, 11),
    executionMs: 1_000,
    neoCredits: 1,
    llmCost: 1,
    neoCost: 0,
    steps: 1,
    toolCalls: 0,
    agentTriggers: 0,
    llmTimeMs: null,
    toolTimeMs: null,
    stepLatencyMs: null,
    errorMessage: null,
    tools: {},
    agents: {},
    ...fields,
  };
}

/** evaluation sets up an evaluator on fakes; `restart` makes a new one on the same stores, as a new process would. */
export function evaluation(
  fields: Partial<EvaluateSettings> = {},
  makeEngine?: EvaluateParts["createEngine"],
) {
  const ledger = memoryLedger();
  const store = memoryAlertStore();
  const conditions = memoryConditions();
  const clock = manualClock();
  const log = memoryLog();
  const telemetry = memoryTelemetry();
  const engines = scriptedEngines();
  const settings: EvaluateSettings = {
    accounts: ["acme"],
    settleMs: new Map([["acme", 7 * 86_400_000]]),
    rules: RULES,
    groups: [],
    route: route(),
    inhibitRules: [],
    silences: [],
    receivers: new Map([["channel", [{ id: "channel/slack/0", sendResolved: true }]]]),
    timezone: "UTC",
    usdPerCredit: 10,
    amendFromPpm: 10_000,
    ...fields,
  };
  const start = () =>
    createEvaluator({
      ledger,
      store,
      conditions,
      clock,
      log,
      telemetry,
      createEngine: makeEngine ?? engines.create,
      settings,
    });
  const write = (account: string, streams: readonly Stream[], ready?: boolean) =>
    ledger.writePage({
      account,
      streams: streams.map((stream) => ({ ...stream, account })),
      seenAt: clock.now(),
      ...(ready
        ? { close: { from: 0, to: 0, seen: new Set<string>(), watermark: clock.now(), ready } }
        : {}),
    });
  return { ledger, store, conditions, clock, log, telemetry, engines, settings, start, write };
}

/** ready is an evaluation whose account is read and evaluated once, with nothing over. */
export async function ready(fields: Partial<EvaluateSettings> = {}) {
  const parts = evaluation(fields);
  await parts.write("acme", [], true);
  const evaluator = parts.start();
  await evaluator.run();
  parts.clock.advance(1_000);
  return { ...parts, evaluator };
}
