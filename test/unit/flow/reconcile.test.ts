import { describe, expect, test } from "vitest";
import { collectBench, DAY, HOUR, MINUTE } from "../../support/neo-server-collect.ts";
import { BOUNDS, usageStream } from "../../support/neo-server-memory.ts";
import { liveOn, reconcileBench } from "../../support/reconcile-bench.ts";

describe("a reconcile", () => {
  test("has nothing to do before anything is read, and asks nothing", async () => {
    const bench = collectBench();
    expect(await bench.reconcile()).toMatchObject({ reason: "idle", changed: false });
    expect(bench.api.queries).toEqual([]);
  });

  test("is idle while nothing is due, and touches neither the API nor conditions", async () => {
    const bench = await reconcileBench();
    bench.conditions.calls.length = 0;
    expect(await bench.reconcile()).toMatchObject({ reason: "idle" });
    expect(bench.api.queries).toEqual([]);
    expect(bench.conditions.calls).toEqual([]);
  });

  test("never asks for anything before the start of the first history: such rows would be told as news", async () => {
    const bench = await reconcileBench(10, { historyMs: DAY });
    bench.api.put(usageStream("ancient", bench.start0 - 2 * DAY));
    await liveOn(bench, 8 * HOUR);
    expect(bench.ids()).not.toContain("ancient");
    for (const { from } of bench.api.queries)
      expect(from).toBeGreaterThanOrEqual(bench.start0 - DAY - 2_000);
  });
});

describe.each(Object.entries(BOUNDS))("where the API takes bounds as: %s", (_, bounds) => {
  test("a late row anywhere younger than settle is found within the hour", async () => {
    for (const age of [3.2 * HOUR, 5.9 * HOUR, 6 * HOUR, 13 * HOUR, 2.5 * DAY, 6.9 * DAY]) {
      const bench = await reconcileBench();
      bench.api.bounds = bounds;
      bench.api.put(usageStream("late", bench.start0 - age));
      await liveOn(bench, HOUR + 5 * MINUTE);
      expect(bench.ids()).toContain("late");
    }
  });

  test("nothing differs where nothing is wrong: rows lie on every edge", async () => {
    const bench = collectBench({ historyMs: 10 * DAY, settleMs: 12 * HOUR });
    bench.api.bounds = bounds;
    for (let i = 0; i < 600; i += 1) {
      bench.api.put(usageStream(`r${i}`, bench.start0 - HOUR - i * MINUTE));
    }
    await bench.poll();
    await liveOn(bench, 2 * HOUR);
    expect(bench.telemetry.counted("count_probes_total", { outcome: "differs" })).toBe(0);
    expect(bench.telemetry.counted("count_probes_total", { outcome: "agrees" })).toBeGreaterThan(
      20,
    );
    expect(bench.telemetry.counted("audits_total", { outcome: "differs" })).toBe(0);
  });
});

describe("requests", () => {
  test("stop when the minute's are spent, and go on with the next minute", async () => {
    const bench = await reconcileBench(2_500, { requestsPerMinute: 5 });
    bench.api.put(usageStream("late", bench.start0 - 5 * DAY));
    bench.clock.advance(HOUR);
    await bench.reconcile();
    expect(bench.api.queries.length + bench.api.summaries.length).toBeLessThanOrEqual(5);
    expect(bench.ids()).not.toContain("late");
    for (let minute = 0; minute < 6; minute += 1) {
      bench.clock.advance(MINUTE);
      await bench.reconcile();
    }
    expect(bench.ids()).toContain("late");
  });

  test("of a quiet team stay under 150 an hour", async () => {
    const bench = await reconcileBench(700);
    await liveOn(bench, 6 * HOUR);
    const before = bench.api.queries.length + bench.api.summaries.length;
    for (let minute = 0; minute < 60; minute += 1) {
      bench.clock.advance(MINUTE);
      await bench.poll();
      await bench.reconcile();
    }
    const hour = bench.api.queries.length + bench.api.summaries.length - before;
    expect(hour).toBeLessThan(150);
    expect(bench.requestsLastHour()).toBe(hour);
  });
});

describe("what is proven", () => {
  test("is stored by the day, and settled once it can no longer change", async () => {
    const bench = await reconcileBench();
    await liveOn(bench, HOUR);
    const { provenAt, settledTo, days } = await bench.ledger.proofs("acme");
    const now = bench.clock.now();
    expect(settledTo).toBe(now - 7 * DAY);
    expect(now - (provenAt ?? 0)).toBeLessThanOrEqual(HOUR + 10 * MINUTE);
    expect(days.length).toBe(8);
    for (const { readAt, countedAt } of days) {
      expect(readAt).toBeGreaterThanOrEqual(bench.start0);
      expect(countedAt).toBeGreaterThanOrEqual(readAt ?? 0);
    }
  });

  test("spares the next process reading it again", async () => {
    const bench = await reconcileBench();
    await liveOn(bench, HOUR);
    bench.restart();
    await bench.poll();
    bench.api.queries.length = 0;
    bench.api.summaries.length = 0;
    await bench.reconcile();
    expect(bench.api.queries.every(({ limit }) => limit === 1)).toBe(true);
    expect(bench.api.queries.length).toBeLessThanOrEqual(7);
    expect(bench.api.summaries).toEqual([]);
  });

  test("stays unsettled while it is not proven, and is asked for past settle", async () => {
    const bench = await reconcileBench();
    await liveOn(bench, HOUR);
    const { settledTo } = await bench.ledger.proofs("acme");
    const isOld = (call: number) =>
      (bench.api.queries[call - 1]?.from ?? 0) < bench.clock.now() - 4 * HOUR;
    bench.api.spoil = (page, call) => (isOld(call) ? { ...page, total: page.total + 1 } : page);
    await liveOn(bench, 9 * HOUR);
    const stuck = (await bench.ledger.proofs("acme")).settledTo ?? 0;
    expect(stuck).toBeLessThan(bench.clock.now() - 7 * DAY - HOUR);
    expect(stuck).toBeGreaterThanOrEqual(settledTo ?? 0);
    bench.api.spoil = (page) => page;
    await liveOn(bench, 2 * HOUR);
    expect((await bench.ledger.proofs("acme")).settledTo).toBe(bench.clock.now() - 7 * DAY);
  });

  test("is not settled where a row was taken for gone, until that was looked at again", async () => {
    const bench = await reconcileBench();
    await liveOn(bench, HOUR);
    const row = usageStream("edge", bench.clock.now() - 7 * DAY + 30 * MINUTE);
    bench.api.put(row);
    await liveOn(bench, 25 * MINUTE);
    expect(bench.ids()).toContain("edge");
    bench.api.truth.delete("edge");
    await bench.read([{ from: row.createdAt - MINUTE, to: row.createdAt + MINUTE }]);
    expect(bench.ids()).not.toContain("edge");
    bench.api.put(row);
    await liveOn(bench, 2 * HOUR);
    expect(bench.ids()).toContain("edge");
    expect((await bench.ledger.proofs("acme")).settledTo).toBe(bench.clock.now() - 7 * DAY);
  });
});
