import { describe, expect, test } from "vitest";
import { NeoError } from "../../../src/core/errors.ts";
import { collectBench, DAY, HOUR, MINUTE, SECOND } from "../../support/neo-server-collect.ts";
import { BOUNDS, usageStream } from "../../support/neo-server-memory.ts";

const down = () => new NeoError("unavailable", "the API is down");

describe("a poll", () => {
  test("reads from an overlap behind the watermark to now, wider than its window at both ends", async () => {
    const bench = collectBench();
    await bench.poll();
    bench.clock.advance(MINUTE);
    bench.api.queries.length = 0;
    expect(await bench.poll()).toMatchObject({
      reason: "complete",
      ready: false,
      changed: false,
      pages: 1,
    });
    expect(bench.api.queries).toEqual([
      {
        from: bench.start0 - HOUR - 2 * SECOND,
        to: bench.start0 + MINUTE + 2 * SECOND,
        offset: 0,
        limit: 200,
      },
    ]);
    expect(await bench.watermark()).toBe(bench.start0 + MINUTE);
  });

  test("finds a row that became known late, changed, or vanished within the overlap", async () => {
    const bench = collectBench();
    bench.api.put(
      usageStream("stays", bench.start0 - MINUTE),
      usageStream("goes", bench.start0 - 2 * MINUTE),
    );
    await bench.poll();
    bench.clock.advance(MINUTE);
    bench.api.put(
      usageStream("late", bench.start0 - 30 * MINUTE),
      usageStream("stays", bench.start0 - MINUTE, { neoCredits: 2_000_000_000 }),
    );
    bench.api.truth.delete("goes");
    expect(await bench.poll()).toMatchObject({ added: 1, updated: 1, retracted: 1, changed: true });
    expect(bench.ids()).toEqual(["late", "stays"]);
    expect(bench.ledger.row("acme", "goes")?.retracted).toBe(true);
  });

  test("after a long downtime reads in days, with progress, and loses nothing", async () => {
    const bench = collectBench();
    await bench.poll();
    bench.progress.length = 0;
    bench.clock.advance(9 * DAY);
    bench.api.put(
      usageStream("early", bench.start0 + HOUR),
      usageStream("fresh", bench.clock.now() - 90 * MINUTE),
    );
    expect(await bench.poll()).toMatchObject({ reason: "complete", added: 2, more: false });
    expect(bench.progress.at(0)).toMatchObject({ expectedRows: 2, done: false });
    expect(bench.progress.at(-1)).toMatchObject({ rows: 2, done: true });
  });

  test("goes through pages by the rows that came, and every page is stored at once", async () => {
    const bench = collectBench({ historyMs: 12 * HOUR });
    for (let i = 0; i < 450; i += 1) bench.api.put(usageStream(`s${i}`, bench.start0 - i * SECOND));
    bench.api.fail(null, null, down());
    expect(await bench.poll()).toMatchObject({
      reason: "failed",
      added: 400,
      changed: true,
      pages: 2,
    });
    expect(bench.ids()).toHaveLength(400);
    expect(await bench.watermark()).toBeNull();

    bench.api.queries.length = 0;
    expect(await bench.poll()).toMatchObject({ reason: "complete", added: 50, unchanged: 400 });
    expect(bench.api.queries.map(({ offset }) => offset)).toEqual([0, 200, 400]);
  });

  test("takes over a watermark that another process has moved on", async () => {
    const bench = collectBench();
    await bench.poll();
    bench.clock.advance(10 * HOUR);
    const at = bench.clock.now() - HOUR;
    await bench.ledger.writePage({
      account: "acme",
      streams: [],
      seenAt: at,
      close: { from: at, to: at, seen: new Set(), watermark: at },
    });
    bench.api.queries.length = 0;
    await bench.poll();
    expect(bench.api.queries[0]?.from).toBe(at - HOUR - 2 * SECOND);
  });

  test("a fault of the database is thrown on, not taken for one of the API", async () => {
    const bench = collectBench();
    bench.ledger.failNext(new Error("disk full"));
    await expect(bench.poll()).rejects.toThrow("disk full");
    expect(bench.conditions.calls).toEqual([]);
    expect(await bench.poll()).toMatchObject({ reason: "complete" });
  });

  test("that is stopped ends with the stop's reason, and what was read is kept", async () => {
    const bench = collectBench({ historyMs: DAY });
    for (let i = 0; i < 450; i += 1) bench.api.put(usageStream(`s${i}`, bench.start0 - i * SECOND));
    bench.api.beforePage = (call) => {
      if (call === 2) bench.stop.abort(new Error("the daemon stops"));
    };
    await expect(bench.poll()).rejects.toThrow("the daemon stops");
    expect(bench.ids()).toHaveLength(200);
  });

  test("waits for one request of a reconcile, not for all of it, and never runs at the same time", async () => {
    const bench = collectBench();
    await bench.poll();
    bench.api.queries.length = 0;
    let running = 0;
    const polls: Promise<unknown>[] = [];
    bench.api.beforePage = () => {
      running += 1;
      if (polls.length === 0) polls.push(bench.poll());
    };
    bench.api.spoil = (page) => {
      expect(running).toBe(1);
      running -= 1;
      return page;
    };
    await bench.reconcile();
    await Promise.all(polls);
    expect(bench.api.queries.length).toBeGreaterThan(5);
    expect(bench.api.queries.map(({ limit }) => limit).indexOf(200)).toBe(1);
  });
});

describe.each(Object.keys(BOUNDS) as (keyof typeof BOUNDS)[])(
  "where the API takes bounds as: %s",
  (name) => {
    test("a row on any edge of any window is read, kept, and keeps no sweep from being complete", async () => {
      const bench = collectBench();
      bench.api.bounds = BOUNDS[name];
      for (let day = 0; day <= 5; day += 1) {
        for (const off of [-1, 0, 1])
          bench.api.put(usageStream(`d${day}${off}`, bench.start0 - day * DAY + off));
      }
      for (let polls = 0; polls < 4; polls += 1) {
        expect(await bench.poll()).toMatchObject({ reason: "complete", retracted: 0 });
        expect(await bench.reconcile()).toMatchObject({ retracted: 0, changed: false, gaps: 0 });
        bench.clock.advance(MINUTE);
      }
      const within = [...bench.api.truth.values()].filter(
        (row) => row.createdAt >= bench.start0 - 5 * DAY,
      );
      for (const row of within) expect(bench.ids()).toContain(row.id);
    });
  },
);
