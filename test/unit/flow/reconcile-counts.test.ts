import { describe, expect, test } from "vitest";
import { NeoError } from "../../../src/core/errors.ts";
import { collectBench, DAY, HOUR, MINUTE } from "../../support/neo-server-collect.ts";
import { BOUNDS, usageStream } from "../../support/neo-server-memory.ts";
import { liveOn, reconcileBench } from "../../support/reconcile-bench.ts";

describe("a count that differs", () => {
  test("is searched for by halves, and only what is left is read", async () => {
    const bench = await reconcileBench(2_000);
    bench.api.put(usageStream("late", bench.start0 - 5 * DAY));
    bench.clock.advance(HOUR);
    await bench.reconcile();
    expect(bench.ids()).toContain("late");
    const pages = bench.api.queries.filter(({ limit }) => limit > 1);
    expect(pages.length).toBeLessThanOrEqual(4);
    expect(bench.api.queries.length).toBeLessThan(25);
    expect(bench.telemetry.counted("rows_healed_total", { change: "added" })).toBe(1);
  });

  test("is found although rows lie thick where what is counted begins and ends", async () => {
    const bench = collectBench({ settleMs: 12 * HOUR, overlapMs: 3 * HOUR });
    // Then it is uncertain of each row at an edge whether the API counts it.
    bench.api.bounds = BOUNDS["both out"];
    for (let second = -60; second < 120; second += 1) {
      const [oldest, youngest] = [bench.start0 - 12 * HOUR, bench.start0 - 3 * HOUR];
      bench.api.put(usageStream(`o${second}`, oldest + second * 1_000));
      bench.api.put(usageStream(`y${second}`, youngest - second * 1_000));
    }
    await bench.poll();
    const late = [4 * HOUR, 8 * HOUR].map((age) => usageStream(`late${age}`, bench.start0 - age));
    bench.api.put(...late);
    await bench.reconcile();
    expect(bench.ids()).toEqual(expect.arrayContaining(late.map(({ id }) => id)));
  });

  test("heals vanished rows and several missing ones at once", async () => {
    const bench = await reconcileBench(1_500);
    for (const id of ["r10", "r700", "r1490"]) bench.api.truth.delete(id);
    const ages = [4 * HOUR, 30 * HOUR, 4.2 * DAY, 4.3 * DAY];
    ages.forEach((age, i) => {
      bench.api.put(usageStream(`late${i}`, bench.start0 - age));
    });
    await liveOn(bench, 65 * MINUTE);
    expect(bench.ids()).toEqual([...bench.api.truth.keys()].sort());
    expect(bench.telemetry.counted("rows_healed_total", { change: "retracted" })).toBe(3);
  });

  test("is a gap while its rows cannot be read, and none once they can", async () => {
    const bench = await reconcileBench();
    bench.api.put(usageStream("bad", bench.start0 - 2 * DAY));
    bench.api.unreadable.add("bad");
    await liveOn(bench, HOUR);
    expect((await bench.ledger.checkpoint("acme")).gaps).toBe(1);
    bench.api.unreadable.clear();
    await liveOn(bench, 2 * HOUR);
    expect((await bench.ledger.checkpoint("acme")).gaps).toBe(0);
    expect(bench.ids()).toContain("bad");
  });

  test("that reading cannot explain is told once, counts as a gap, and is asked for ever more seldom", async () => {
    const bench = await reconcileBench();
    bench.api.spoil = (page) =>
      page.streams.length === 1 ? { ...page, total: page.total + 1 } : page;
    const results = await liveOn(bench, 12 * HOUR);
    expect(results.at(-1)?.gaps).toBeGreaterThan(0);
    const told = bench.log.lines.filter(
      ({ level, message }) => level === "warn" && message.includes("count differs"),
    );
    expect(told.length).toBeLessThanOrEqual(6);
    bench.api.queries.length = 0;
    await liveOn(bench, HOUR);
    expect(bench.api.queries.length).toBeLessThan(200);
  });
});

describe("numbers that are not proven", () => {
  test("for six hours raise an alert that says what is not, and clear it once they are", async () => {
    const bench = await reconcileBench();
    bench.api.spoil = (page) =>
      page.streams.length <= 1 ? { ...page, total: page.total + 1 } : page;
    await liveOn(bench, 6 * HOUR);
    expect(bench.conditions.list()).toEqual([]);
    await liveOn(bench, HOUR);
    expect(bench.conditions.list()).toMatchObject([{ kind: "numbers-unproven", subject: "acme" }]);
    expect(bench.conditions.list()[0]?.advice).toContain(
      "the API counts 1 row more than the ledger holds",
    );
    bench.api.spoil = (page) => page;
    await liveOn(bench, 2 * HOUR);
    expect(bench.conditions.list()).toEqual([]);
  });

  test("because the API cannot be read raise it too, although nothing can be asked", async () => {
    const bench = await reconcileBench();
    bench.api.spoil = () => {
      throw new NeoError("unavailable", "it is down");
    };
    await liveOn(bench, 6 * HOUR + 10 * MINUTE);
    const kinds = bench.conditions.list().map(({ kind }) => kind);
    expect(kinds).toEqual(["api-unreachable", "numbers-unproven"]);
  });

  test("during a pause of the daemon raise nothing at its start", async () => {
    const bench = await reconcileBench();
    bench.clock.advance(20 * HOUR);
    bench.restart();
    await bench.reconcile();
    await bench.poll();
    await bench.reconcile();
    expect(bench.conditions.calls.filter((call) => call.startsWith("raise"))).toEqual([]);
  });
});
