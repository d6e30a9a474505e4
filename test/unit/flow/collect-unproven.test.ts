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
      usageStream("oldest", bench.start0 - 4.75 * DAY),
      usageStream("bad", bench.start0 - 3.25 * DAY),
      usageStream("new", bench.start0 - HOUR),
    );
    bench.api.unreadable.add("bad");
    const first = await bench.poll();
    bench.api.queries.length = 0;
    return { bench, first };
  };

  test("keeps no other day from being read, nor the account from being ready", async () => {
    const { bench, first } = await withBadDay();
    expect(first).toMatchObject({ reason: "incomplete", ready: true, more: false, gaps: 1 });
    expect(bench.ids()).toEqual(["new", "oldest"]);
    expect(await bench.ledger.checkpoint("acme")).toMatchObject({
      watermark: bench.start0,
      readFrom: bench.start0 - 2.5 * DAY,
      readyAt: bench.start0,
      gaps: 1,
    });
  });

  test("is not read with every poll, but again after five minutes", async () => {
    const { bench } = await withBadDay();
    bench.clock.advance(MINUTE);
    expect(await bench.poll()).toMatchObject({ reason: "complete", gaps: 1, pages: 1 });
    expect(bench.api.queries.every(({ from }) => from > bench.start0 - 2 * HOUR)).toBe(true);
    expect(await bench.readFrom()).toBe(bench.start0 - 2.5 * DAY);
    bench.clock.advance(5 * MINUTE);
    expect(await bench.poll()).toMatchObject({ reason: "incomplete", gaps: 1 });
  });

  test("lets all be read to the start of the history at once when it is proven", async () => {
    const { bench } = await withBadDay();
    bench.api.unreadable.clear();
    bench.clock.advance(5 * MINUTE);
    expect(await bench.poll()).toMatchObject({ reason: "complete", added: 1, gaps: 0 });
    expect(await bench.ledger.checkpoint("acme")).toMatchObject({
      watermark: bench.clock.now(),
      readFrom: bench.start0 - 5 * DAY,
      gaps: 0,
    });
  });

  test("after a downtime holds the watermark, not the rows that come after it", async () => {
    const { bench } = await withBadDay();
    bench.api.unreadable.clear();
    bench.clock.advance(HOUR);
    await bench.poll();
    const before = bench.clock.now();
    bench.clock.advance(5 * DAY);
    bench.api.put(
      usageStream("worse", before + 1.25 * DAY),
      usageStream("newest", bench.clock.now() - HOUR),
    );
    bench.api.unreadable.add("worse");
    expect(await bench.poll()).toMatchObject({ reason: "incomplete", added: 1, gaps: 1 });
    expect(await bench.watermark()).toBeLessThanOrEqual(before + 1.25 * DAY);
    expect(await bench.watermark()).toBeGreaterThan(before);
    bench.api.unreadable.clear();
    bench.clock.advance(5 * MINUTE);
    expect(await bench.poll()).toMatchObject({ reason: "complete", added: 1, gaps: 0 });
    expect(await bench.watermark()).toBe(bench.clock.now());
  });

  test("is read again by a new process, which knows of no gaps", async () => {
    const { bench } = await withBadDay();
    bench.api.unreadable.clear();
    bench.restart();
    expect(await bench.poll()).toMatchObject({ reason: "complete", added: 1, gaps: 0 });
    expect(await bench.readFrom()).toBe(bench.start0 - 5 * DAY);
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
    bench.api.put(
      usageStream("a", bench.start0 - HOUR),
      usageStream("b", bench.start0 - 20 * HOUR),
    );
    bench.api.spoil = (page) =>
      page.streams.some(({ id }) => id === "a") ? { ...page, total: page.total + 1 } : page;
    expect(await bench.poll()).toMatchObject({ reason: "incomplete", ready: false });
    expect(await bench.poll()).toMatchObject({ reason: "incomplete", ready: false });
    expect(await bench.poll()).toMatchObject({ reason: "incomplete", ready: true, retracted: 0 });
    expect(await bench.ledger.checkpoint("acme")).toMatchObject({
      watermark: bench.start0 - 12 * HOUR,
      readFrom: bench.start0 - DAY,
      followedFrom: bench.start0,
      readyAt: bench.start0,
      gaps: 1,
    });
    expect(bench.ids()).toEqual(["a", "b"]);
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
