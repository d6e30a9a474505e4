import { describe, expect, test } from "vitest";
import { evaluation, RULES, ready, row, rule } from "../../support/evaluation.ts";
import { budget, finding } from "../../support/findings.ts";
import { HOUR, MINUTE, route, SECOND } from "../../support/routes.ts";

describe("after a fault", () => {
  test("of the store the next run starts from what is stored, and tells once", async () => {
    const { evaluator, engines, store, write } = await ready({ route: route({ groupWaitMs: 0 }) });
    await write("acme", [row("s1", { status: "blocked" })]);
    engines.set(finding());
    store.failNext(new Error("the database is away"));
    await expect(evaluator.run()).rejects.toThrow("the database is away");
    expect(store.outbox).toEqual([]);
    const { messages } = await evaluator.run();
    expect(messages).toHaveLength(2);
    expect((await evaluator.run()).messages).toEqual([]);
  });

  test("of the store, a rebuilt engine still has the unsaved rows as news", async () => {
    const { evaluator, settings, store, write } = await ready({ route: route({ groupWaitMs: 0 }) });
    await write("acme", [row("s1", { status: "blocked" })]);
    store.failNext(new Error("the database is away"));
    await expect(evaluator.run()).rejects.toThrow("the database is away");
    evaluator.reload(settings);
    expect((await evaluator.run()).messages).toMatchObject([{ firing: [{ kind: "stream" }] }]);
  });

  test("another process's evaluation is taken over, and the run is tried once again", async () => {
    const { evaluator, engines, store, clock, start, telemetry } = await ready();
    engines.set(finding());
    const other = start();
    await other.run();
    clock.advance(SECOND);
    expect((await evaluator.run()).transitions).toEqual([]);
    expect(store.transitions).toHaveLength(1);

    engines.set(finding({ group: { member: "bob" } }));
    const known = store.version;
    store.version = async () => {
      const version = await known();
      store.overtake();
      store.version = known;
      return version;
    };
    expect((await evaluator.run()).transitions).toMatchObject([{ reason: "first" }]);
    expect(telemetry.counted("evaluations_total", { outcome: "stale" })).toBe(1);
  });

  test("rows that another process evaluated are no news here", async () => {
    const { evaluator, engines, start, write } = await ready();
    const other = start();
    await other.run();
    await write("acme", [row("s1")]);
    await other.run();
    await write("acme", [row("s2")]);
    engines.rows.length = 0;
    await evaluator.run();
    expect(engines.rows).toEqual(["s1", "s2", "s2!"]);
  });

  test("a restart between firing and its message tells it once", async () => {
    const { evaluator, engines, clock, start, store } = await ready();
    engines.set(finding());
    await evaluator.run();
    clock.advance(30 * SECOND);
    expect((await start().run()).messages).toMatchObject([{ notice: "first" }]);
    expect((await start().run()).messages).toEqual([]);
    clock.advance(4 * HOUR);
    expect((await start().run()).messages).toMatchObject([{ notice: "repeat" }]);
    expect(store.outbox).toHaveLength(2);
  });

  test("a restart between an end and its message tells the end", async () => {
    const { evaluator, engines, clock, start } = await ready({ route: route({ groupWaitMs: 0 }) });
    engines.set(finding());
    await evaluator.run();
    engines.clear();
    expect((await evaluator.run()).messages).toEqual([]);
    clock.advance(5 * MINUTE);
    const { messages } = await start().run();
    expect(messages).toMatchObject([{ notice: "resolved", resolved: [{ reason: "resolved" }] }]);
    expect((await start().run()).nextDueAt).toBeNull();
  });
});

describe("reload", () => {
  test("with unchanged rules changes nothing", async () => {
    const { evaluator, engines, clock, settings, store } = await ready();
    engines.set(finding(), budget(80, 45));
    await evaluator.run({ flush: "all" });
    const { transitions, outbox } = store;
    clock.advance(MINUTE);
    evaluator.reload({ ...settings, rules: [...RULES] });
    expect(await evaluator.run()).toMatchObject({ transitions: [], messages: [] });
    expect(engines.built).toHaveLength(2);
    expect(store.transitions).toHaveLength(transitions.length);
    expect(store.outbox).toHaveLength(outbox.length);
  });

  test("without a rule ends its alerts, and without an account all of its", async () => {
    const { evaluator, engines, clock, settings } = await ready();
    engines.set(finding(), budget(80, 45));
    await evaluator.run({ flush: "all" });
    clock.advance(MINUTE);
    evaluator.reload({ ...settings, rules: RULES.slice(1) });
    expect((await evaluator.run()).transitions).toMatchObject([
      { reason: "rule_removed", alertId: expect.stringContaining("error-rate") },
    ]);
    evaluator.reload({ ...settings, accounts: [] });
    expect((await evaluator.run()).transitions).toMatchObject([
      { reason: "rule_removed", alertId: expect.stringContaining("member-month") },
    ]);
  });

  test("with a new rule tells what it finds, or only records it", async () => {
    const { evaluator, engines, settings, store } = await ready({ rules: [] });
    engines.set(finding(), budget(80, 45));
    const rules = [rule("error-rate", { onLoad: "baseline" }), rule("member-month")];
    evaluator.reload({ ...settings, rules });
    const { transitions, messages } = await evaluator.run({ flush: "all" });
    expect(transitions.map(({ reason }) => reason).sort()).toEqual(["first", "recorded"]);
    expect(messages).toMatchObject([{ notice: "first", firing: [{ kind: "budget" }] }]);
    expect(store.outbox).toHaveLength(1);
  });

  test("with another route tells a new receiver once, and the former one no more", async () => {
    const { evaluator, engines, clock, settings } = await ready();
    engines.set(finding());
    await evaluator.run({ flush: "all" });
    const receivers = new Map([
      ...settings.receivers,
      ["finance", [{ id: "finance/email/0", sendResolved: true }]] as const,
    ]);
    evaluator.reload({ ...settings, receivers, route: route({ receiver: "finance" }) });
    const { nextDueAt } = await evaluator.run();
    clock.set(nextDueAt ?? 0);
    expect((await evaluator.run()).lanes).toEqual(["finance/email/0"]);
    clock.advance(4 * HOUR);
    expect((await evaluator.run()).lanes).toEqual(["finance/email/0"]);
  });
});

describe("the daemon's own troubles", () => {
  const raise = {
    kind: "account-access",
    subject: "acme",
    advice: "Make a new key",
    since: 0,
  } as const;

  test("are told though the account was never read, and their end too", async () => {
    const { conditions, clock, start } = evaluation();
    await conditions.raise(raise);
    const evaluator = start();
    const { messages } = await evaluator.run({ flush: "all" });
    expect(messages).toMatchObject([{ notice: "first", title: "acme: Make a new key" }]);
    await conditions.clear("account-access", "acme");
    clock.advance(10 * MINUTE);
    const ended = await evaluator.run();
    expect(ended.transitions).toMatchObject([{ reason: "resolved" }]);
    expect((await evaluator.run({ flush: "all" })).messages).toEqual([]);
    expect(ended.messages).toMatchObject([{ notice: "resolved" }]);
  });

  test("of a receiver go to the others", async () => {
    const receivers = new Map(
      ["channel", "finance"].map((name) => [name, [{ id: `${name}/x/0`, sendResolved: true }]]),
    );
    const { conditions, start } = evaluation({ receivers });
    await conditions.raise({ ...raise, kind: "delivery-failed", subject: "channel" });
    expect((await start().run({ flush: "all" })).lanes).toEqual(["finance/x/0"]);
  });
});
