import { describe, expect, test } from "vitest";
import { NeoError } from "../../../src/core/errors.ts";
import { collectBench, DAY, HOUR, MINUTE } from "../../support/neo-server-collect.ts";
import { BOUNDS, usageStream } from "../../support/neo-server-memory.ts";

type Bench = ReturnType<typeof collectBench>;

/** A bench whose history is read, with so many rows over its last days. */
async function readBench(rows = 300, over: Parameters<typeof collectBench>[0] = {}) {
  const bench = collectBench({
    historyMs: 10 * DAY,
    settleMs: 7 * DAY,
    overlapMs: 3 * HOUR,
    ...over,
  });
  for (let i = 0; i < rows; i += 1) {
    bench.api.put(usageStream(`r${i}`, bench.start0 - 3 * HOUR - (i * 6.5 * DAY) / rows));
  }
  await bench.poll();
  await bench.reconcile();
  bench.api.queries.length = 0;
  bench.api.summaries.length = 0;
  return bench;
}

/** Lets time go by as the daemon does: a poll and a reconcile every five minutes. */
async function live(bench: Bench, ms: number) {
  const results = [];
  for (let gone = 0; gone < ms; gone += 5 * MINUTE) {
    bench.clock.advance(5 * MINUTE);
    await bench.poll();
    results.push(await bench.reconcile());
  }
  return results;
}

describe("a reconcile", () => {
  test("has nothing to do before anything is read, and asks nothing", async () => {
    const bench = collectBench();
    expect(await bench.reconcile()).toMatchObject({ reason: "idle", changed: false });
    expect(bench.api.queries).toEqual([]);
  });

  test("is idle while nothing is due, and touches neither the API nor conditions", async () => {
    const bench = await readBench();
    bench.conditions.calls.length = 0;
    expect(await bench.reconcile()).toMatchObject({ reason: "idle" });
    expect(bench.api.queries).toEqual([]);
    expect(bench.conditions.calls).toEqual([]);
  });

  test("never asks for anything before the start of the first history: such rows would be told as news", async () => {
    const bench = await readBench(10, { historyMs: DAY });
    bench.api.put(usageStream("ancient", bench.start0 - 2 * DAY));
    await live(bench, 8 * HOUR);
    expect(bench.ids()).not.toContain("ancient");
    for (const { from } of bench.api.queries)
      expect(from).toBeGreaterThanOrEqual(bench.start0 - DAY - 2_000);
  });
});

describe.each(Object.entries(BOUNDS))("where the API takes bounds as: %s", (_, bounds) => {
  test("a late row anywhere younger than settle is found within the hour", async () => {
    for (const age of [3.2 * HOUR, 5.9 * HOUR, 6 * HOUR, 13 * HOUR, 2.5 * DAY, 6.9 * DAY]) {
      const bench = await readBench();
      bench.api.bounds = bounds;
      bench.api.put(usageStream("late", bench.start0 - age));
      await live(bench, HOUR + 5 * MINUTE);
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
    await live(bench, 2 * HOUR);
    expect(bench.telemetry.counted("count_probes_total", { outcome: "differs" })).toBe(0);
    expect(bench.telemetry.counted("count_probes_total", { outcome: "agrees" })).toBeGreaterThan(
      20,
    );
    expect(bench.telemetry.counted("audits_total", { outcome: "differs" })).toBe(0);
  });
});

describe("a count that differs", () => {
  test("is searched for by halves, and only what is left is read", async () => {
    const bench = await readBench(4_000);
    bench.api.put(usageStream("late", bench.start0 - 5 * DAY));
    bench.clock.advance(HOUR);
    await bench.reconcile();
    expect(bench.ids()).toContain("late");
    const pages = bench.api.queries.filter(({ limit }) => limit > 1);
    expect(pages.length).toBeLessThanOrEqual(4);
    expect(bench.api.queries.length).toBeLessThan(25);
    expect(bench.telemetry.counted("rows_healed_total", { change: "added" })).toBe(1);
  });

  test("heals vanished rows and several missing ones at once", async () => {
    const bench = await readBench(1_500);
    for (const id of ["r10", "r700", "r1490"]) bench.api.truth.delete(id);
    const ages = [4 * HOUR, 30 * HOUR, 4.2 * DAY, 4.3 * DAY];
    ages.forEach((age, i) => {
      bench.api.put(usageStream(`late${i}`, bench.start0 - age));
    });
    await live(bench, 65 * MINUTE);
    expect(bench.ids()).toEqual([...bench.api.truth.keys()].sort());
    expect(bench.telemetry.counted("rows_healed_total", { change: "retracted" })).toBe(3);
  });

  test("is a gap while its rows cannot be read, and none once they can", async () => {
    const bench = await readBench();
    bench.api.put(usageStream("bad", bench.start0 - 2 * DAY));
    bench.api.unreadable.add("bad");
    await live(bench, HOUR);
    expect((await bench.ledger.checkpoint("acme")).gaps).toBe(1);
    bench.api.unreadable.clear();
    await live(bench, 2 * HOUR);
    expect((await bench.ledger.checkpoint("acme")).gaps).toBe(0);
    expect(bench.ids()).toContain("bad");
  });

  test("that reading cannot explain is told once, counts as a gap, and is asked for ever more seldom", async () => {
    const bench = await readBench();
    bench.api.spoil = (page) =>
      page.streams.length === 1 ? { ...page, total: page.total + 1 } : page;
    const results = await live(bench, 12 * HOUR);
    expect(results.at(-1)?.gaps).toBeGreaterThan(0);
    const told = bench.log.lines.filter(
      ({ level, message }) => level === "warn" && message.includes("count differs"),
    );
    expect(told.length).toBeLessThanOrEqual(6);
    bench.api.queries.length = 0;
    await live(bench, HOUR);
    expect(bench.api.queries.length).toBeLessThan(200);
  });
});

describe("requests", () => {
  test("stop when the minute's are spent, and go on with the next minute", async () => {
    const bench = await readBench(2_500, { requestsPerMinute: 5 });
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
    const bench = await readBench(700);
    await live(bench, 6 * HOUR);
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

describe("changed rows", () => {
  test("that cost otherwise now are found by the day's sums within the hour, the day being read again", async () => {
    const bench = await readBench();
    const row = bench.api.truth.get("r150");
    if (!row) throw new Error("no such row");
    bench.api.put({ ...row, neoCredits: row.neoCredits + 1 });
    await live(bench, HOUR + 10 * MINUTE);
    expect(bench.ledger.row("acme", "r150")?.neoCredits).toBe(row.neoCredits + 1);
    expect(bench.conditions.list()).toEqual([]);
    const { days } = await bench.ledger.proofs("acme");
    expect(days.map(({ audit }) => audit?.outcome ?? null)).not.toContain("differs");
  });

  test("are found in turn where the summary is forbidden: every day is read again whole", async () => {
    const bench = await readBench();
    bench.api.spoilSummary = () => {
      throw new NeoError("forbidden", "only admins");
    };
    const row = bench.api.truth.get("r150");
    if (!row) throw new Error("no such row");
    bench.api.put({ ...row, status: "failed", neoCredits: 5 });
    await live(bench, 6 * HOUR + 15 * MINUTE);
    expect(bench.ledger.row("acme", "r150")?.status).toBe("failed");
    expect(await bench.ledger.proofs("acme")).toMatchObject({
      summary: "forbidden",
      summaryDetail: "only admins",
    });
    expect(bench.conditions.list()).toEqual([]);
    expect(bench.telemetry.gauged("account_blocked")).toBe(0);
  });
});
