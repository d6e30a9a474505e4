import { describe, expect, it } from "vitest";
import { compileMatcher } from "../../../src/app/compile-matcher.ts";
import { explainFrom } from "../../../src/app/explain.ts";
import { explanationText } from "../../../src/cli/explain/explanation-text.ts";
import { loadSettings } from "../../../src/config/index.ts";
import { createEngine } from "../../../src/core/engine/index.ts";
import type { Stream } from "../../../src/core/stream.ts";
import { createEvaluator } from "../../../src/flow/index.ts";
import {
  createActs,
  createAlertStore,
  createConditions,
  createLedger,
  createRuleHistory,
} from "../../../src/ledger/index.ts";
import { NOON, stream } from "../../contract/ledger/samples.ts";
import { memoryFiles } from "../../support/config-files.ts";
import { DATABASE_KINDS, useDatabase } from "../../support/database.ts";
import { memoryLog } from "../../support/log.ts";
import { memoryTelemetry } from "../../support/telemetry.ts";

const CREDIT = 1_000_000_000;
const HOUR = 3_600_000;
const CONFIG = `
timezone: Europe/Berlin
accounts: [{ name: acme, api_key: k }]
groups: { red-team: [lead@acme.io] }
rules:
  - name: member-month
    budget: { metric: neo_credits, limit: 50 credits, window: month, steps: [80%, 100%] }
    by: [member]
    overrides: [{ match: { group: red-team }, limit: 40 credits }]
  - name: error-rate
    threshold: { metric: error_rate, over: 1h, above: 20%, min_streams: 20 }
    by: [member]
    for: 10m
  - name: credit-spike
    spike: { metric: neo_credits, over: 1h, times: 3, versus: 7d, at_least: 2 credits }
    by: [member]
  - name: gone-quiet
    absence: { over: 24h, remember: 14d }
    by: [member]
  - name: failed
    stream: { status: [failed] }
    by: [member]
receivers: [{ name: all, console: [{}] }]
route: { receiver: all }
`;

function settings() {
  const loaded = loadSettings("c.yaml", {}, memoryFiles({ "c.yaml": CONFIG }));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.settings;
}

describe.each(DATABASE_KINDS)("explaining a rule from %s", (kind) => {
  const database = useDatabase(kind);

  async function scene() {
    const pool = await database.fresh();
    const ledger = createLedger(pool);
    const alerts = createAlertStore(pool);
    const acts = createActs(pool);
    const write = (at: number, streams: readonly Stream[], rest: object = {}) =>
      ledger.writePage({
        ...{ account: "acme", streams, seenAt: at },
        close: { from: at - 100 * 24 * HOUR, to: at, seen: new Set(), watermark: at, ...rest },
      });
    const seen = new Set(["a", "b", "c", "d", "e"]);
    const lead = stream("a", { neoCredits: 30 * CREDIT });
    const dev = stream("b", { member: "dev@acme.io", neoCredits: 3 * CREDIT });
    const gone = stream("c", { member: "dev@acme.io", neoCredits: 2 * CREDIT });
    await write(NOON + HOUR, [lead, dev, gone], { seen, ready: true });

    let now = NOON + HOUR;
    const evaluator = createEvaluator({
      ...{ ledger, store: alerts, conditions: createConditions(pool), clock: { now: () => now } },
      ...{ log: memoryLog(), telemetry: memoryTelemetry(), createEngine },
      people: { acts, compileMatcher },
      settings: {
        ...settings(),
        accounts: ["acme"],
        settleMs: new Map(),
        receivers: new Map([["all", [{ id: "all/console/0", sendResolved: true }]]]),
      },
    });
    await evaluator.run({ flush: "all" });

    now = NOON + 2 * HOUR;
    const late = stream("d", { neoCredits: 5 * CREDIT, taskTitle: "Late scan" });
    const failed = stream("e", {
      status: "failed",
      neoCredits: 3 * CREDIT,
      createdAt: now - 300_000,
    });
    const dearer = { ...lead, neoCredits: 37 * CREDIT };
    await write(now, [dearer, late, failed], { seen: new Set(["a", "b", "d", "e"]) });
    await evaluator.run({ flush: "all" });

    const stores = { ledger, alerts, history: createRuleHistory(pool), acts };
    return {
      explain: (rule: string, only: Readonly<Record<string, string>> = {}, top = 10) =>
        explainFrom(stores, settings(), { rule, only, top }, now),
      acknowledge: async () => {
        const { alerts: all } = await alerts.load();
        const taken = all.map(({ id, startsAt, value, severity }) => ({
          ...{ alertId: id, startsAt: startsAt ?? 0, at: now, by: "Ana\u202e", value, severity },
          comment: "asked\nthe team",
        }));
        await acts.acknowledge(taken, { name: "Ana", via: "cli" });
        await evaluator.run();
      },
    };
  }

  it("tells from whom a state is kept, since when and by whom, on one line", async () => {
    const { explain, acknowledge } = await scene();
    await acknowledge();
    const text = explanationText(await explain("member-month", { member: "lead@acme.io" }));
    expect(text).toMatch(
      / {4}not told all since .*\(Europe\/Berlin\): acknowledged by Ana ?, .*: asked the team\n/,
    );
  });

  it("tells value, limit, headroom, state, last firing and edits of each group", async () => {
    const { explain } = await scene();
    const { groups, accounts, more } = await explain("member-month");
    expect(groups.map(({ who }) => who)).toEqual(["lead@acme.io", "dev@acme.io"]);
    expect(groups[0]).toMatchObject({
      value: 45 * CREDIT,
      limit: {
        value: 40 * CREDIT,
        headroom: -5 * CREDIT,
        from: "override for group red-team",
      },
      window: { name: "month" },
      states: [
        { step: "80%", status: "firing" },
        { step: "100%", status: "firing", lastFiredAt: NOON + 2 * HOUR },
      ],
      edits: { late: 1, changed: 1, retracted: 0, largest: { kind: "changed" } },
    });
    expect(groups[0]?.edits.largest).toMatchObject({
      before: 30 * CREDIT,
      after: 37 * CREDIT,
      fields: ["neoCredits"],
    });
    expect(groups[1]).toMatchObject({
      value: 3 * CREDIT,
      limit: { value: 50 * CREDIT, headroom: 47 * CREDIT, from: "the rule" },
      states: [{ status: "inactive", lastFiredAt: null }, { status: "inactive" }],
      edits: { retracted: 1, largest: { stream: "c", before: 2 * CREDIT, after: 0 } },
    });
    expect(accounts).toMatchObject([{ account: "acme", gaps: 0, ready: true }]);
    expect(more).toBe(0);
  });

  it("says which condition is not met", async () => {
    const { explain } = await scene();
    const { groups } = await explain("error-rate", { member: "lead@acme.io" });
    expect(groups[0]?.states[0]).toMatchObject({
      silent: "too_few_streams",
      checks: expect.arrayContaining([
        { met: false, text: expect.stringContaining("at least 20 are needed") },
      ]),
    });
    const spike = await explain("credit-spike", { member: "lead@acme.io" });
    expect(spike.groups[0]?.states[0]?.checks).toContainEqual({
      met: false,
      text: expect.stringMatching(/earlier windows? to compare with, at least 3 are needed/),
    });
  });

  it("shows the last firings of what fires once", async () => {
    const { explain } = await scene();
    const { groups, fired } = await explain("failed");
    expect(groups).toEqual([]);
    expect(fired).toMatchObject([{ who: "lead@acme.io", window: "e", value: 3 * CREDIT }]);
  });

  it("narrows to a member, to a cost centre, and to the nearest", async () => {
    const { explain } = await scene();
    const who = async (...args: Parameters<typeof explain>) =>
      (await explain(...args)).groups.map((group) => group.who);
    expect(await who("member-month", { member: "dev@acme.io" })).toEqual(["dev@acme.io"]);
    expect(await who("member-month", { group: "red-team" })).toEqual(["lead@acme.io"]);
    const first = await explain("member-month", {}, 1);
    expect([first.groups.length, first.more]).toEqual([1, 1]);
  });

  it.each<[string, string, Record<string, string>, RegExp]>([
    ["a rule that is not there", "member-moth", {}, /no rule "member-moth".*member-month/],
    ["what a rule does not tell apart", "member-month", { model: "x" }, /by model.*member/],
  ])("refuses %s", async (_what, rule, only, says) => {
    const { explain } = await scene();
    await expect(explain(rule, only)).rejects.toThrow(says);
  });

  it.each(["member-month", "error-rate", "gone-quiet", "failed"])(
    "reads as agreed for %s",
    async (rule) => {
      const { explain } = await scene();
      const text = explanationText(await explain(rule));
      await expect(text).toMatchFileSnapshot(`../../golden/explain/${rule}.txt`);
    },
  );
});
