import { describe, expect, test } from "vitest";
import {
  deliverBench,
  LANE,
  lasting,
  passing,
  scriptedNotifier,
} from "../../support/outbox-bench.ts";

const SECOND = 1_000;

describe("a lane", () => {
  test("is sent in the order of its messages until nothing is left", async () => {
    const bench = deliverBench();
    bench.add("a", "b", "c");
    bench.clock.advance(3 * SECOND);
    expect(await bench.lane()).toEqual({ sent: 3, gaveUp: 0, reason: "drained", nextAt: null });
    expect(bench.notifier.sends.map(({ key }) => key)).toEqual(["a", "b", "c"]);
    expect(bench.outbox.entries.map(({ state }) => state)).toEqual(["sent", "sent", "sent"]);
    expect(bench.telemetry.counted("messages_sent_total", { kind: "slack" })).toBe(3);
    expect(bench.telemetry.durations("delivery_latency_seconds", { kind: "slack" })).toEqual([
      3, 3, 3,
    ]);
  });

  test("keeps where a message went, for the next one of its incident", async () => {
    const bench = deliverBench();
    bench.add("a", "b");
    bench.notifier.script({ ref: { channel: "C1", ts: "17" } });
    await bench.lane();
    expect(bench.notifier.sends.map(({ context }) => context.thread)).toEqual([
      null,
      { channel: "C1", ts: "17" },
    ]);
  });

  test("sends nothing twice, however often it is called", async () => {
    const bench = deliverBench();
    bench.add("a");
    await Promise.all([bench.lane(), bench.lane(), bench.lane()]);
    await bench.lane();
    expect(bench.notifier.sends).toHaveLength(1);
  });

  test("holds up no other", async () => {
    const bench = deliverBench();
    const mail = scriptedNotifier("ops/email/0");
    bench.notifiers = new Map([...bench.notifiers, [mail.id, mail]]);
    bench.add("a");
    bench.addTo(mail.id, "m");
    bench.notifier.script(passing());
    expect(await bench.lane()).toMatchObject({ sent: 0, reason: "failed" });
    expect(await bench.lane(mail.id)).toMatchObject({ sent: 1, reason: "drained" });
  });

  test("sends no faster than its service takes messages, and says when it goes on", async () => {
    const bench = deliverBench();
    bench.notifier.pace = { everyMs: SECOND, burst: 2 };
    bench.add("a", "b", "c", "d");
    expect(await bench.lane()).toMatchObject({
      sent: 2,
      reason: "paced",
      nextAt: bench.start0 + SECOND,
    });
    expect(await bench.lane()).toMatchObject({ sent: 0, reason: "paced" });
    bench.clock.advance(SECOND);
    expect(await bench.lane()).toMatchObject({
      sent: 1,
      reason: "paced",
      nextAt: bench.start0 + 2 * SECOND,
    });
    bench.clock.advance(SECOND);
    expect(await bench.lane()).toMatchObject({ sent: 1, reason: "drained", nextAt: null });
  });

  test("that is empty takes nothing from its pace", async () => {
    const bench = deliverBench();
    bench.notifier.pace = { everyMs: SECOND, burst: 1 };
    await bench.lane();
    bench.add("a");
    expect(await bench.lane()).toMatchObject({ sent: 1 });
  });

  test("that holds a message for later says when", async () => {
    const bench = deliverBench();
    bench.add("a");
    bench.clock.advance(-60 * SECOND);
    expect(await bench.lane()).toEqual({
      sent: 0,
      gaveUp: 0,
      reason: "drained",
      nextAt: bench.start0,
    });
  });

  test("leaves off between two messages when the daemon stops", async () => {
    const bench = deliverBench();
    bench.add("a", "b");
    bench.notifier.script(async () => {
      bench.stop.abort();
      return { ref: null, found: false };
    });
    expect(await bench.lane()).toEqual({ sent: 1, gaveUp: 0, reason: "stopped", nextAt: null });
    expect(bench.outbox.entry("b").state).toBe("unsent");
  });

  test("whose integration was taken out of the configuration drops its messages, and says so in the log", async () => {
    const bench = deliverBench();
    bench.add("a", "b");
    bench.notifiers = new Map();
    expect(await bench.lane()).toEqual({ sent: 0, gaveUp: 2, reason: "drained", nextAt: null });
    expect(bench.outbox.entry("a")).toMatchObject({
      state: "given_up",
      failures: [{ reason: "misconfigured" }],
    });
    expect(bench.conditions.list()).toEqual([]);
    expect(bench.log.lines).toMatchObject([
      { level: "warn", fields: { lane: LANE, key: "a" } },
      { level: "warn" },
    ]);
  });

  test("a fault of the database is thrown on", async () => {
    const bench = deliverBench();
    bench.add("a");
    bench.outbox.sent = () => Promise.reject(new Error("disk full"));
    await expect(bench.lane()).rejects.toThrow("disk full");
  });
});

describe("a reload", () => {
  test("clears what was raised for receivers that are gone, and leaves the others", async () => {
    const bench = deliverBench();
    const mail = scriptedNotifier("finance/email/0");
    bench.notifiers = new Map([...bench.notifiers, [mail.id, mail]]);
    bench.add("a");
    bench.addTo(mail.id, "m");
    bench.notifier.script(lasting());
    mail.script(lasting());
    await bench.lane();
    await bench.lane(mail.id);
    expect(bench.conditions.list().map(({ subject }) => subject)).toEqual(["ops", "finance"]);
    bench.notifiers = new Map([[mail.id, mail]]);
    await bench.deliverer.due();
    expect(bench.conditions.list().map(({ subject }) => subject)).toEqual(["finance"]);
  });

  test("is the only thing for which `due` looks at the conditions", async () => {
    const bench = deliverBench();
    let looks = 0;
    const { active } = bench.conditions;
    bench.conditions.active = () => {
      looks += 1;
      return active();
    };
    bench.add("a");
    for (let i = 0; i < 3; i += 1) {
      expect(await bench.deliverer.due()).toEqual([{ lane: LANE, dueAt: bench.start0 }]);
    }
    expect(looks).toBe(1);
  });
});
