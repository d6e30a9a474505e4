import { describe, expect, it } from "vitest";
import { explainFrom } from "../../../src/app/explain.ts";
import { explanationText } from "../../../src/cli/explain/explanation-text.ts";
import { loadSettings } from "../../../src/config/index.ts";
import { createEngine } from "../../../src/core/engine/index.ts";
import type { Stream } from "../../../src/core/stream.ts";
import { createEvaluator, evaluateSettings } from "../../../src/flow/index.ts";
import {
  createActs,
  createAlertStore,
  createConditions,
  createLedger,
  createRuleHistory,
} from "../../../src/ledger/index.ts";
import { stream } from "../../contract/ledger/samples.ts";
import { memoryFiles } from "../../support/config-files.ts";
import { DATABASE_KINDS, useDatabase } from "../../support/database.ts";
import { memoryLog } from "../../support/log.ts";
import { memoryTelemetry } from "../../support/telemetry.ts";

const CREDIT = 1_000_000_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Noon of the last day of February. */
const START = Date.UTC(2026, 1, 28, 12);
const CONFIG = `
accounts: [{ name: acme, api_key: k }]
rules:
  - name: member-month
    budget: { metric: neo_credits, limit: 50 credits, window: month, steps: [80%, 100%] }
    by: [member]
receivers: [{ name: all, console: [{}] }]
route: { receiver: all, group_wait: 0s }
`;

function settings() {
  const loaded = loadSettings("c.yaml", {}, memoryFiles({ "c.yaml": CONFIG }));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.settings;
}

describe.each(DATABASE_KINDS)("what was told, on %s", (kind) => {
  const database = useDatabase(kind);

  async function world() {
    const pool = await database.fresh();
    const ledger = createLedger(pool);
    const store = createAlertStore(pool);
    let now = START;
    const start = () =>
      createEvaluator({
        ...{ ledger, store, conditions: createConditions(pool), clock: { now: () => now } },
        ...{ log: memoryLog(), telemetry: memoryTelemetry(), createEngine },
        settings: evaluateSettings(settings(), () => true),
      });
    let evaluator = start();
    /** What a complete sweep saw, and the titles of the messages that follow from it. */
    const seen = async (at: number, streams: readonly Stream[]) => {
      now = at;
      await ledger.writePage({
        ...{ account: "acme", streams, seenAt: at },
        close: {
          ...{ from: START - 60 * DAY, to: at, watermark: at, followedFrom: START, ready: true },
          seen: new Set(streams.map(({ id }) => id)),
        },
      });
      return (await evaluator.run()).messages.map(({ title }) => title);
    };
    await seen(START, []);
    const explain = () =>
      explainFrom(
        { ledger, alerts: store, history: createRuleHistory(pool), acts: createActs(pool) },
        settings(),
        { rule: "member-month", only: {}, top: 3 },
        now,
      );
    return {
      seen,
      explain,
      restart: () => {
        evaluator = start();
      },
    };
  }
  const run = (id: string, credits: number) =>
    stream(id, { createdAt: START + HOUR, neoCredits: credits * CREDIT });

  it("is corrected over a restart, and explain shows what was told, corrected and edited since", async () => {
    const { seen, restart, explain } = await world();
    expect(await seen(START + HOUR + 60_000, [run("a", 41), run("b", 1)])).toEqual([
      "lead@acme.io spent 42.00 of 50 credits (84 %) this month",
    ]);
    restart();
    expect(await seen(START + 2 * HOUR, [run("a", 47)])).toEqual([
      "Corrected: lead@acme.io spent 47.00 of 50 credits (94 %) this month (was 42.00)",
    ]);
    expect(await seen(START + 3 * HOUR, [run("a", 47.1)])).toEqual([]);
    const text = explanationText(await explain());
    expect(text).toContain("told all on 28 Feb 2026 14:00 (UTC): 47.00 credits");
    expect(text).toContain("which corrected 42.00 credits told on 28 Feb 2026 13:01 (UTC)");
    expect(text).toContain("edits since (1 stream re-costed) make it 47.10 credits");
  });

  it("of a month that is over is told once, though the daemon starts anew between late rows", async () => {
    const { seen, restart } = await world();
    await seen(START + 2 * HOUR, [run("a", 30)]);
    expect(await seen(START + 2 * DAY, [run("a", 30), run("late", 25)])).toEqual([
      "February 2026, closed: lead@acme.io reached 110 % of 50 credits after late rows (55.00)",
    ]);
    restart();
    expect(await seen(START + 3 * DAY, [run("a", 30), run("late", 25), run("later", 5)])).toEqual(
      [],
    );
    restart();
    expect(await seen(START + 4 * DAY, [run("a", 70), run("late", 25), run("later", 5)])).toEqual(
      [],
    );
  });
});
