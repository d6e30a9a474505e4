import { describe, expect, it } from "vitest";
import { compileMatcher } from "../../../src/app/compile-matcher.ts";
import { createCommand } from "../../../src/app/slack/command.ts";
import { loadSettings } from "../../../src/config/index.ts";
import { createEngine } from "../../../src/core/engine/index.ts";
import { createEvaluator, createHeldQuiet } from "../../../src/flow/index.ts";
import {
  createActs,
  createAlertStore,
  createConditions,
  createLedger,
  createRuleHistory,
  readKnownMembers,
} from "../../../src/ledger/index.ts";
import { commandReply } from "../../../src/notifiers/slack/app/status-reply.ts";
import { problemOf } from "../../../src/simulator/slack/limits.ts";
import { NOON, stream } from "../../contract/ledger/samples.ts";
import { memoryFiles } from "../../support/config-files.ts";
import { useDatabase } from "../../support/database.ts";
import { memoryLog } from "../../support/log.ts";
import { memoryTelemetry } from "../../support/telemetry.ts";

const CREDIT = 1_000_000_000;
const HOUR = 3_600_000;
const CONFIG = `
timezone: Europe/Berlin
accounts: [{ name: acme, api_key: k }]
rules:
  - name: member-month
    budget: { metric: neo_credits, limit: 50 credits, window: month, steps: [80%, 100%] }
    by: [member]
  - name: error-rate
    threshold: { metric: error_rate, over: 1h, above: 20%, min_streams: 20 }
    by: [member]
  - name: account-month
    budget: { metric: neo_credits, limit: 500 credits, window: month, steps: [80%] }
  - name: failed
    stream: { status: [failed] }
    by: [member]
receivers: [{ name: all, console: [{}] }]
route: { receiver: all }
`;

describe("/neo-budget", () => {
  const database = useDatabase("pglite");

  /** lead@acme.io is at 82 % of their budget, which Ana has acknowledged; dev@acme.io at 6 %. */
  async function scene() {
    const loaded = loadSettings("c.yaml", {}, memoryFiles({ "c.yaml": CONFIG }));
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    const { settings } = loaded;
    const pool = await database.fresh();
    const [ledger, alerts, acts] = [createLedger(pool), createAlertStore(pool), createActs(pool)];
    const now = NOON + HOUR;
    const clock = { now: () => now };
    await ledger.writePage({
      ...{ account: "acme", seenAt: now },
      streams: [
        stream("a", { neoCredits: 41 * CREDIT }),
        stream("b", { member: "dev@acme.io", neoCredits: 3 * CREDIT }),
      ],
      close: {
        ...{ from: now - 100 * 24 * HOUR, to: now, watermark: now, ready: true },
        seen: new Set(["a", "b"]),
      },
    });
    const log = memoryLog();
    const evaluator = createEvaluator({
      ...{ ledger, store: alerts, conditions: createConditions(pool), clock, log, createEngine },
      telemetry: memoryTelemetry(),
      people: { acts, compileMatcher },
      settings: {
        ...settings,
        accounts: ["acme"],
        settleMs: new Map(),
        receivers: new Map([["all", [{ id: "all/console/0", sendResolved: true }]]]),
      },
    });
    await evaluator.run({ flush: "all" });
    const firing = (await alerts.load()).alerts.filter(({ status }) => status === "firing");
    await acts.acknowledge(
      firing.map(({ id, startsAt, value, severity }) => ({
        ...{ alertId: id, startsAt: startsAt ?? 0, at: now, by: "Ana", value, severity },
      })),
      { name: "Ana", via: "slack" },
    );
    const command = createCommand({
      ...{ ledger, alerts, acts, clock },
      held: createHeldQuiet({ acts, compileMatcher }, log),
      history: createRuleHistory(pool),
      settings: () => settings,
      members: async () => (await readKnownMembers(pool)).map(({ member }) => member),
    });
    return async (words: string) => {
      const { text, blocks = [] } = commandReply(await command(words));
      expect(problemOf({ text, blocks: [...blocks] })).toBeUndefined();
      return { text, said: textsOf(blocks).join("\n") };
    };
  }

  it("answers how a member stands: used, left, firing and by whom it is taken on", async () => {
    const ask = await scene();
    const { text, said } = await ask("status Lead@acme.io");
    expect(text).toBe("lead@acme.io: 1 alert firing");
    expect(said).toContain(
      "*member-month*\n• lead@acme.io: 41.00 of 50 credits (82 %), 9.00 credits left; 80% firing",
    );
    expect(said).toContain("*Firing (1)*\n• lead@acme.io spent 41.00 of 50 credits (82 %)");
    expect(said).toContain("acknowledged by Ana, ");
    expect(said).toMatch(/Numbers: complete to/);
    // Neither what counts nobody in particular nor what tells single runs.
    expect(said).not.toMatch(/account-month|failed/);
    expect(await ask("lead@acme.io")).toEqual({ text, said });
  });

  it("answers how a rule stands, those nearest to their limit first", async () => {
    const { said } = await (await scene())("status member-month");
    expect(said).toMatch(
      /lead@acme\.io: 41\.00 of 50[\s\S]*dev@acme\.io: 3\.00 of 50 credits \(6 %\)/,
    );
  });

  it("answers what fires at all, and what can be asked", async () => {
    const ask = await scene();
    expect((await ask("status")).text).toBe("Everything that fires: 1 alert firing");
    for (const words of ["", "help", "HELP"]) {
      expect((await ask(words)).said).toContain("What you can ask");
    }
  });

  it.each([
    ["laed@acme.io", "Did you mean lead@acme.io?"],
    ["lead", "Did you mean lead@acme.io?"],
    ["laed", "Did you mean lead@acme.io?"],
    ["member-mnoth", "Did you mean member-month?"],
    ["month", "Did you mean member-month, account-month?"],
    ["<!channel> *x*", "help says what you can ask"],
  ])("to %s, which there is not, names the nearest", async (word, wanted) => {
    const { text } = await (await scene())(`status ${word}`);
    expect(text).toContain(wanted);
    expect(text).not.toContain("<!");
  });
});

function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== "object" || value === null) return [];
  const { text, ...rest } = value as { text?: unknown };
  return [
    ...(typeof text === "string" ? [text] : textsOf(text)),
    ...Object.values(rest).flatMap(textsOf),
  ];
}
