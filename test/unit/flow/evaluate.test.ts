import { describe, expect, test } from "vitest";
import { alertId } from "../../../src/core/alerts/index.ts";
import { evaluation, RULES, ready, row, rule } from "../../support/evaluation.ts";
import { budget, finding, stream } from "../../support/findings.ts";
import { HOUR, MINUTE, route, SECOND } from "../../support/routes.ts";

describe("the first evaluation of an account", () => {
  test("waits until its history was read", async () => {
    const { engines, store, start, write } = evaluation();
    engines.set(budget(80, 45));
    await write("acme", [row("s1")]);
    const evaluator = start();
    expect(await evaluator.run()).toMatchObject({ transitions: [], messages: [], nextDueAt: null });
    await write("acme", [row("s2")], true);
    expect((await evaluator.run()).messages.map(({ notice }) => notice)).toEqual(["digest"]);
    expect(store.outbox).toHaveLength(1);
  });

  test("tells what is over in one digest, at once, and nothing of it again on the next run", async () => {
    const { engines, store, start, write } = evaluation();
    engines.set(budget(50, 45), budget(80, 45), finding());
    await write("acme", [row("s1", { status: "blocked" })], true);
    const evaluator = start();
    const { messages, transitions, lanes } = await evaluator.run();
    expect(messages).toMatchObject([{ notice: "digest", firing: [{}, {}] }]);
    expect(transitions.map(({ reason }) => reason).sort()).toEqual([
      "baseline",
      "baseline",
      "covered",
    ]);
    expect(lanes).toEqual(["channel/slack/0"]);
    expect((await evaluator.run()).messages).toEqual([]);
    expect((await start().run()).messages).toEqual([]);
    expect(store.outbox).toHaveLength(1);
  });

  test("reads all rows once, none of them as news", async () => {
    const { engines, start, write } = evaluation();
    await write("acme", [row("s1", { status: "blocked" }), row("s2")], true);
    expect((await start().run()).transitions).toEqual([]);
    expect(engines.rows).toEqual(["s1", "s2"]);
  });

  test("of a second account leaves the first one's alerts to their groups", async () => {
    const { engines, start, write } = evaluation({ accounts: ["acme", "beta"] });
    await write("acme", [], true);
    const evaluator = start();
    await evaluator.run();
    engines.set(finding(), finding({ account: "beta" }));
    expect((await evaluator.run()).messages).toEqual([]);
    await write("beta", [row("b1", { status: "blocked" })], true);
    const { messages } = await evaluator.run();
    expect(messages).toMatchObject([{ notice: "digest", firing: [{ ref: { account: "beta" } }] }]);
  });
});

describe("a run", () => {
  test("tells a new breach after group_wait, and says when", async () => {
    const { evaluator, engines, clock, store } = await ready();
    engines.set(finding());
    const fired = await evaluator.run();
    expect(fired.transitions).toMatchObject([{ reason: "first", to: "firing" }]);
    expect(fired.nextDueAt).toBe(fired.tick + 30 * SECOND);
    clock.advance(30 * SECOND);
    const told = await evaluator.run();
    expect(told.messages).toMatchObject([
      { notice: "first", title: expect.stringContaining("34.0 %") },
    ]);
    expect(store.outbox[0]).toMatchObject({
      lane: "channel/slack/0",
      key: expect.stringMatching(/^[0-9a-f]{16}\/\d+\/0\/channel\/slack\/0$/),
      message: { coverage: [{ account: "acme", gaps: 0 }], usdPerCredit: 10, timezone: "UTC" },
    });
    expect(store.outbox[0]?.message.key).toBe(store.outbox[0]?.key);
  });

  test("gives a single new row as news, and tells of it once in its life", async () => {
    const { evaluator, engines, clock, store, start, write } = await ready({
      route: route({ groupWaitMs: 0 }),
    });
    await write("acme", [row("s1", { status: "blocked" })]);
    const { messages, transitions } = await evaluator.run();
    expect(messages).toMatchObject([{ notice: "first", firing: [{ kind: "stream" }] }]);
    expect(transitions.map(({ reason }) => reason)).toEqual(["first", "told"]);
    await write("acme", [row("s1", { status: "blocked", neoCredits: 7 })]);
    clock.advance(HOUR);
    expect(await evaluator.run()).toMatchObject({ messages: [], transitions: [] });
    await write("acme", [row("s1", { status: "blocked", neoCredits: 8 })]);
    expect(await start().run()).toMatchObject({ messages: [], transitions: [] });
    expect(engines.rows.slice(-1)).toEqual(["s1!"]);
    expect(store.alert(alertId(stream("s1").ref))).toMatchObject({
      status: "inactive",
      reason: "told",
    });
  });

  test("stores nothing where only time has passed", async () => {
    const { evaluator, engines, clock, store } = await ready();
    engines.set(finding());
    await evaluator.run();
    const saves = store.saves.length;
    clock.advance(SECOND);
    engines.set(finding({ window: { name: "1h", from: 1, to: 2 } }));
    await evaluator.run();
    expect(store.saves).toHaveLength(saves);
  });

  test("works out contributors only for what is told", async () => {
    const { evaluator, engines, clock } = await ready();
    engines.set(finding());
    await evaluator.run();
    expect(engines.explained).toEqual([]);
    clock.advance(30 * SECOND);
    const { messages } = await evaluator.run();
    expect(new Set(engines.explained.map(alertId))).toEqual(new Set([alertId(finding().ref)]));
    expect(messages[0]?.firing[0]?.contributors?.tasks).toMatchObject([{ title: "nightly recon" }]);
  });

  test("evaluates each tick later than the one before, whatever the clock does", async () => {
    const { evaluator, clock, start } = await ready();
    const first = await evaluator.run();
    expect((await evaluator.run()).tick).toBe(first.tick + 1);
    clock.advance(-HOUR);
    expect((await evaluator.run()).tick).toBe(first.tick + 2);
    expect((await start().run()).tick).toBeLessThanOrEqual(first.tick + 3);
  });

  test("flushes all that is new when asked to", async () => {
    const { evaluator, engines } = await ready();
    engines.set(finding());
    expect((await evaluator.run({ flush: "all" })).messages).toMatchObject([{ notice: "first" }]);
  });

  test("says when a pending alert will fire", async () => {
    const rules = [rule("error-rate", { forMs: 10 * MINUTE })];
    const { evaluator, engines, clock } = await ready({ rules });
    engines.set(finding());
    const { tick, nextDueAt } = await evaluator.run();
    expect(nextDueAt).toBe(tick + 10 * MINUTE);
    clock.advance(10 * MINUTE);
    expect((await evaluator.run()).transitions).toMatchObject([
      { from: "pending", reason: "first" },
    ]);
  });

  test("logs and counts every transition and message with its reason", async () => {
    const { evaluator, engines, log, telemetry } = await ready();
    engines.set(finding());
    await evaluator.run({ flush: "all" });
    expect(log.text()).toContain("Alert firing: first");
    expect(log.text()).toContain("Message for channel: Error rate of x@y");
    expect(telemetry.counted("transitions_total", { reason: "first" })).toBe(1);
    expect(telemetry.counted("messages_total", { notice: "first" })).toBe(1);
    expect(telemetry.gauged("alerts_firing", { severity: "warning" })).toBe(1);
  });

  test("warns once of a rule that has more groups than are told", async () => {
    const { evaluator, engines, log, telemetry } = await ready();
    engines.capped.set("error-rate", 12);
    await evaluator.run();
    await evaluator.run();
    expect(log.lines.filter(({ level }) => level === "warn")).toMatchObject([
      { message: expect.stringContaining("12 smallest"), fields: { rule: "error-rate" } },
    ]);
    expect(telemetry.gauged("groups_capped", { rule: "error-rate" })).toBe(12);
    expect(telemetry.gauged("groups_capped", { rule: "member-month" })).toBe(0);
  });

  test("runs one at a time", async () => {
    const { evaluator, engines, store } = await ready();
    engines.set(finding());
    const results = await Promise.all([evaluator.run(), evaluator.run(), evaluator.run()]);
    expect(results.flatMap(({ transitions }) => transitions)).toHaveLength(1);
    expect(store.transitions).toHaveLength(1);
  });
});

describe("integrations that do not want resolved alerts", () => {
  const lanes = [
    { id: "channel/slack/0", sendResolved: true },
    { id: "channel/email/0", sendResolved: false },
  ];
  const bob = finding({ group: { member: "bob" } });
  const ann = finding({ group: { member: "ann" } });
  const eve = finding({ group: { member: "eve" } });

  test("get no message that is about resolved ones only, and no resolved ones in others", async () => {
    const { evaluator, engines, clock, store } = await ready({
      route: route({ groupWaitMs: 0 }),
      receivers: new Map([["channel", lanes]]),
    });
    const lastKeys = async (): Promise<string[]> => {
      const known = store.outbox.length;
      await evaluator.run();
      clock.advance(10 * MINUTE);
      return store.outbox
        .slice(known)
        .map(({ lane, message }) => `${lane} ${message.notice} -${message.resolved.length}`);
    };
    engines.set(ann, bob);
    expect(await lastKeys()).toEqual(["channel/slack/0 first -0", "channel/email/0 first -0"]);
    engines.set({ ...ann, breached: false, cleared: true });
    expect(await lastKeys()).toEqual(["channel/slack/0 some_resolved -1"]);
    engines.set({ ...bob, breached: false, cleared: true }, eve);
    expect(await lastKeys()).toEqual([
      "channel/slack/0 new_members -1",
      "channel/email/0 new_members -0",
    ]);
    engines.clear();
    expect(await lastKeys()).toEqual(["channel/slack/0 resolved -1"]);
  });
});

test("RULES name every rule of the findings", () => {
  const names = new Set(RULES.map(({ name }) => name));
  for (const { ref } of [finding(), budget(80, 1), stream("s")]) expect(names).toContain(ref.rule);
});
