import { describe, expect, test } from "vitest";
import { collectBench, DAY, HOUR, MINUTE } from "../../support/neo-server-collect.ts";
import { usageStream } from "../../support/neo-server-memory.ts";

describe("a window that cannot be proven", () => {
  test("is read three times; its rows are stored, the watermark stays, the gap is told", async () => {
    const bench = collectBench();
    await bench.poll();
    bench.clock.advance(MINUTE);
    bench.api.put(usageStream("good", bench.start0), usageStream("bad", bench.start0));
    bench.api.unreadable.add("bad");
    bench.api.queries.length = 0;

    expect(await bench.poll()).toMatchObject({
      reason: "incomplete",
      detail: expect.stringContaining("1 rows cannot be read: row bad"),
      changed: true,
      added: 1,
      gaps: 1,
    });
    expect(bench.api.queries).toHaveLength(3);
    expect(bench.ids()).toEqual(["good"]);
    expect(await bench.ledger.checkpoint("acme")).toMatchObject({
      watermark: bench.start0,
      gaps: 1,
    });
    expect(bench.telemetry.counted("sweeps_incomplete_total", { account: "acme" })).toBe(3);
    expect(bench.telemetry.gauged("gaps", { account: "acme" })).toBe(1);
    expect(bench.log.lines.filter(({ level }) => level === "warn")).toMatchObject([
      { fields: { account: "acme", windows: expect.stringContaining("row bad") } },
    ]);
  });

  test("heals by itself, which is told once, as was the trouble", async () => {
    const bench = collectBench();
    await bench.poll();
    bench.clock.advance(MINUTE);
    bench.api.put(usageStream("bad", bench.start0));
    bench.api.unreadable.add("bad");
    for (let i = 0; i < 5; i += 1) await bench.poll();
    bench.api.unreadable.clear();
    expect(await bench.poll()).toMatchObject({ reason: "complete", added: 1, gaps: 0 });
    expect(await bench.ledger.checkpoint("acme")).toMatchObject({
      watermark: bench.start0 + MINUTE,
      gaps: 0,
    });
    const told = bench.log.lines.filter(({ level }) => level === "warn" || level === "info");
    expect(told.map(({ level }) => level)).toEqual(["warn", "info"]);
  });

  test("is proven by a repetition when rows only arrived while it was read", async () => {
    const bench = collectBench({ historyMs: DAY });
    for (let i = 0; i < 300; i += 1) bench.api.put(usageStream(`s${i}`, bench.start0 - i * MINUTE));
    bench.api.beforePage = (call) => {
      if (call === 2) bench.api.put(usageStream("new", bench.start0 - HOUR));
    };
    expect(await bench.poll()).toMatchObject({ reason: "complete", added: 301, gaps: 0 });
    expect(bench.telemetry.counted("sweeps_incomplete_total")).toBe(1);
  });

  test("retracts nothing: what was not seen may only have been missed", async () => {
    const bench = collectBench({ historyMs: DAY });
    bench.api.put(usageStream("a", bench.start0 - HOUR), usageStream("b", bench.start0 - HOUR));
    await bench.poll();
    bench.api.spoil = (page) => ({ ...page, streams: page.streams.slice(1) });
    expect(await bench.poll()).toMatchObject({ reason: "incomplete", retracted: 0 });
    expect(bench.ids()).toEqual(["a", "b"]);
  });
});

describe("an old day in doubt", () => {
  const withBadDay = async () => {
    const bench = collectBench();
    bench.api.put(
      usageStream("bad", bench.start0 - 3.5 * DAY),
      usageStream("new", bench.start0 - HOUR),
    );
    bench.api.unreadable.add("bad");
    const first = await bench.poll();
    bench.api.queries.length = 0;
    return { bench, first };
  };

  test("keeps no later day from being read, nor the account from being ready", async () => {
    const { bench, first } = await withBadDay();
    expect(first).toMatchObject({ reason: "incomplete", ready: true, gaps: 1 });
    expect(bench.ids()).toEqual(["new"]);
    expect(await bench.ledger.checkpoint("acme")).toMatchObject({
      watermark: bench.start0 - 4 * DAY,
      readyAt: bench.start0,
      gaps: 1,
    });
  });

  test("is not read with every poll, but again after five minutes", async () => {
    const { bench } = await withBadDay();
    bench.clock.advance(MINUTE);
    expect(await bench.poll()).toMatchObject({ reason: "complete", gaps: 1, pages: 1 });
    expect(bench.api.queries.every(({ from }) => from > bench.start0 - 2 * HOUR)).toBe(true);
    expect(await bench.watermark()).toBe(bench.start0 - 4 * DAY);
    bench.clock.advance(5 * MINUTE);
    expect(await bench.poll()).toMatchObject({ reason: "incomplete", gaps: 1 });
  });

  test("lets the watermark move to now at once when it is proven", async () => {
    const { bench } = await withBadDay();
    bench.api.unreadable.clear();
    bench.clock.advance(5 * MINUTE);
    expect(await bench.poll()).toMatchObject({ reason: "complete", added: 1, gaps: 0 });
    expect(await bench.ledger.checkpoint("acme")).toMatchObject({
      watermark: bench.clock.now(),
      gaps: 0,
    });
  });

  test("is read again by a new process, which knows of no gaps", async () => {
    const { bench } = await withBadDay();
    bench.api.unreadable.clear();
    bench.restart();
    expect(await bench.poll()).toMatchObject({ reason: "complete", added: 1, gaps: 0 });
    expect(await bench.watermark()).toBe(bench.start0);
  });

  test("stays recorded until a new process has read it again", async () => {
    const { bench } = await withBadDay();
    bench.restart();
    await bench.reconcile();
    expect((await bench.ledger.checkpoint("acme")).gaps).toBe(1);
  });
});

describe("the newest day, if its numbers never add up", () => {
  test("keeps the account from being ready for three polls, not for ever, and retracts nothing", async () => {
    const bench = collectBench({ historyMs: DAY });
    bench.api.put(usageStream("a", bench.start0 - HOUR));
    bench.api.spoil = (page) => ({ ...page, total: page.total + 1 });
    expect(await bench.poll()).toMatchObject({ reason: "incomplete", ready: false });
    expect(await bench.poll()).toMatchObject({ reason: "incomplete", ready: false });
    expect(await bench.poll()).toMatchObject({ reason: "incomplete", ready: true, retracted: 0 });
    expect(await bench.ledger.checkpoint("acme")).toMatchObject({
      watermark: null,
      readyAt: bench.start0,
      gaps: 1,
    });
    expect(bench.ids()).toEqual(["a"]);
    expect(await bench.poll()).toMatchObject({ reason: "incomplete", ready: false });
  });

  test("becomes an old day in doubt when it is over, and is no longer read with every poll", async () => {
    const bench = collectBench();
    await bench.poll();
    bench.api.put(usageStream("bad", bench.start0 + MINUTE));
    bench.api.unreadable.add("bad");
    for (let hours = 0; hours < 30; hours += 1) {
      bench.clock.advance(HOUR);
      await bench.poll();
    }
    bench.api.queries.length = 0;
    bench.clock.advance(MINUTE);
    expect(await bench.poll()).toMatchObject({ reason: "complete", gaps: 1 });
    expect(bench.api.queries).toHaveLength(1);
    expect(await bench.watermark()).toBeLessThanOrEqual(bench.start0 + MINUTE);
  });
});

describe("a look back", () => {
  test("finds late, changed and vanished rows up to settle, and moves no watermark", async () => {
    const bench = collectBench();
    const at = bench.start0 - 2.5 * DAY;
    bench.api.put(
      usageStream("changes", at),
      usageStream("goes", at),
      usageStream("old", bench.start0 - 4 * DAY),
    );
    await bench.poll();
    const watermark = await bench.watermark();
    bench.clock.advance(MINUTE);
    bench.api.put(usageStream("late", at), usageStream("changes", at, { status: "failed" }));
    bench.api.truth.delete("goes");
    bench.api.truth.delete("old");
    expect(await bench.poll()).toMatchObject({ changed: false });
    const polled = await bench.watermark();
    expect(await bench.reconcile()).toMatchObject({
      reason: "complete",
      added: 1,
      updated: 1,
      retracted: 1,
    });
    expect(bench.ids()).toEqual(["changes", "late", "old"]);
    expect(await bench.watermark()).toBe(polled);
    expect(polled).toBeGreaterThan(watermark ?? 0);
  });

  test("never reads before the start of the first history: such rows would be told as news", async () => {
    const bench = collectBench({ historyMs: DAY });
    await bench.poll();
    bench.clock.advance(HOUR);
    bench.api.queries.length = 0;
    await bench.reconcile();
    expect(bench.api.queries[0]?.from).toBe(bench.start0 - DAY - 2_000);
  });

  test("has nothing to do before the history is read, and asks nothing", async () => {
    const bench = collectBench();
    expect(await bench.reconcile()).toMatchObject({
      reason: "incomplete",
      detail: expect.stringContaining("not read yet"),
    });
    expect(bench.api.queries).toEqual([]);
    expect(bench.conditions.calls).toEqual([]);
  });

  test("that proves a day in doubt closes the gap", async () => {
    const bench = collectBench();
    bench.api.put(usageStream("bad", bench.start0 - 1.5 * DAY));
    bench.api.unreadable.add("bad");
    expect(await bench.poll()).toMatchObject({ gaps: 1 });
    bench.api.unreadable.clear();
    expect(await bench.reconcile()).toMatchObject({ reason: "complete", gaps: 0 });
    expect(await bench.watermark()).toBe(bench.start0);
  });

  test("counts what it could not prove as gaps until the next one proves it", async () => {
    const bench = collectBench();
    await bench.poll();
    bench.api.put(usageStream("bad", bench.start0 - 1.5 * DAY));
    bench.api.unreadable.add("bad");
    expect(await bench.reconcile()).toMatchObject({ reason: "incomplete", gaps: 1 });
    expect(await bench.poll()).toMatchObject({ reason: "complete", gaps: 1 });
    bench.api.unreadable.clear();
    expect(await bench.reconcile()).toMatchObject({ reason: "complete", gaps: 0, added: 1 });
  });
});
