import { describe, expect, test } from "vitest";
import { NeoError } from "../../../src/core/errors.ts";
import { collectBench, DAY, MINUTE, SECOND } from "../../support/neo-server-collect.ts";
import { usageStream } from "../../support/neo-server-memory.ts";

const down = () => new NeoError("unavailable", "the API is down");

/** withDays is a bench whose API has a stream on each of the last seven days, of which five are history. */
function withDays() {
  const bench = collectBench();
  for (let day = 0; day < 7; day += 1) {
    bench.api.put(usageStream(`d${day}`, bench.start0 - day * DAY - MINUTE));
  }
  const closes = () =>
    bench.ledger.writes
      .flatMap(({ close }) => close ?? [])
      .filter(({ from, to }) => from < to)
      .map(({ from, to }) => [bench.start0 - from, bench.start0 - to]);
  return { ...bench, closes };
}

describe("the first start", () => {
  test("reads today, then the history in days, newest first, each closed on its own, and is then ready", async () => {
    const bench = withDays();
    expect(await bench.poll()).toMatchObject({
      ...{ reason: "complete", ready: true, more: false, changed: true, added: 5, gaps: 0 },
    });
    expect(bench.ids()).toEqual(["d0", "d1", "d2", "d3", "d4"]);
    expect(bench.closes()).toEqual([
      [0.5 * DAY, 0],
      [1.5 * DAY, 0.5 * DAY],
      [2.5 * DAY, 1.5 * DAY],
      [3.5 * DAY, 2.5 * DAY],
      [4.5 * DAY, 3.5 * DAY],
      [5 * DAY, 4.5 * DAY],
    ]);
    expect(await bench.ledger.checkpoint("acme")).toMatchObject({
      watermark: bench.start0,
      readFrom: bench.start0 - 5 * DAY,
      followedFrom: bench.start0,
      readyAt: bench.start0,
    });
  });

  test("returns after five seconds of history, and reads what is new before it goes on", async () => {
    const bench = withDays();
    bench.api.beforePage = () => bench.clock.advance(2 * SECOND);
    const polls: { readonly ready: boolean; readonly more: boolean; readonly added: number }[] = [];
    do {
      bench.api.put(usageStream(`new${polls.length}`, bench.clock.now() - MINUTE));
      polls.push(await bench.poll());
    } while (polls.at(-1)?.more);
    expect(polls.map(({ ready, more }) => [ready, more])).toEqual([
      [false, true],
      [false, true],
      [true, false],
    ]);
    expect(bench.ids()).toEqual(["d0", "d1", "d2", "d3", "d4", "new0", "new1", "new2"]);
    expect(await bench.poll()).toMatchObject({ ready: false, more: false, pages: 1 });
  });

  test("of a slow API reads at least a day with every poll but the first", async () => {
    const bench = withDays();
    bench.api.beforePage = () => bench.clock.advance(20 * SECOND);
    const read: (number | null)[] = [];
    while ((await bench.poll()).more) read.push(await bench.readFrom());
    expect(read.map((from) => bench.start0 - (from ?? 0))).toEqual(
      [0.5, 1.5, 2.5, 3.5, 4.5].map((days) => days * DAY),
    );
  });

  test("tells how far it is from poll to poll, and ends with done", async () => {
    const bench = collectBench({ historyMs: 2 * DAY });
    for (let i = 0; i < 450; i += 1)
      bench.api.put(usageStream(`s${i}`, bench.start0 - i * 4 * MINUTE - 61 * SECOND));
    bench.api.beforePage = () => bench.clock.advance(4 * SECOND);
    while ((await bench.poll()).more);
    expect(bench.progress.at(0)).toEqual({
      ...{ account: "acme", rows: 0, expectedRows: 450, pages: 0, done: false, etaMs: null },
    });
    expect(bench.progress.at(-1)).toMatchObject({ done: true, etaMs: 0 });
    expect(bench.progress.filter(({ done }) => done)).toHaveLength(1);
    const rows = bench.progress.map((told) => told.rows);
    expect(rows).toEqual([...rows].sort((a, b) => a - b));
    expect(rows.at(-1)).toBe(450);
    expect(bench.progress.slice(1).every(({ etaMs }) => etaMs !== null && etaMs >= 0)).toBe(true);
  });

  test("asks for no total where the history is a day", async () => {
    const bench = collectBench({ historyMs: DAY });
    await bench.poll();
    expect(bench.api.queries.map(({ limit }) => limit)).toEqual([200, 200]);
    expect(bench.progress).toEqual([]);
  });
});

describe("a history that broke off", () => {
  test.each([0, 1, 2, 3, 4, 5])(
    "after %i windows goes on where it stopped in a new process, and reads no day twice",
    async (windows) => {
      const bench = withDays();
      bench.api.fail(null, ...Array.from({ length: windows }, () => null), down());
      expect(await bench.poll()).toMatchObject({ reason: "failed", ready: false, more: false });
      const before = await bench.readFrom();
      const read = [null, 0.5, 1.5, 2.5, 3.5, 4.5][windows] ?? null;
      expect(before).toBe(read === null ? null : bench.start0 - read * DAY);

      bench.restart();
      bench.api.queries.length = 0;
      expect(await bench.poll()).toMatchObject({ reason: "complete", ready: true });
      expect(bench.ids()).toEqual(["d0", "d1", "d2", "d3", "d4"]);
      const history = bench.api.queries.filter(
        ({ limit, to }) => limit === 200 && to < bench.start0,
      );
      expect(history.map(({ to }) => to)).toEqual(
        [0.5, 1.5, 2.5, 3.5, 4.5]
          .filter((days) => days >= (read ?? 0))
          .map((days) => bench.start0 - days * DAY + 2 * SECOND),
      );
    },
  );

  test("goes on after a downtime too: what is new first, then the days that are left", async () => {
    const bench = withDays();
    bench.api.fail(null, null, null, down());
    await bench.poll();
    bench.restart();
    bench.clock.advance(2 * DAY);
    bench.api.put(usageStream("fresh", bench.clock.now() - MINUTE));
    expect(await bench.poll()).toMatchObject({ reason: "complete", ready: true });
    // The history begins five days before its reading ends.
    expect(bench.ids()).toEqual(["d0", "d1", "d2", "fresh"]);
    expect(await bench.ledger.checkpoint("acme")).toMatchObject({
      watermark: bench.clock.now(),
      readFrom: bench.clock.now() - 5 * DAY,
      followedFrom: bench.start0,
    });
  });

  test("ends soon after it is stopped, with what it has read", async () => {
    const bench = withDays();
    bench.api.beforePage = (call) => {
      if (call === 4) bench.stop.abort(new Error("the daemon stops"));
    };
    await expect(bench.poll()).rejects.toThrow("the daemon stops");
    expect(bench.api.queries.length).toBeLessThanOrEqual(4);
    expect(await bench.readFrom()).toBe(bench.start0 - 1.5 * DAY);
  });
});

describe("a longer history", () => {
  test("that is configured later is read on from where the shorter one began", async () => {
    const bench = withDays();
    await bench.poll();
    const { ledger, api } = bench;
    const longer = collectBench({ historyMs: 7 * DAY }, { ledger, api });
    api.queries.length = 0;
    expect(await longer.poll()).toMatchObject({ reason: "complete", added: 2, ready: false });
    expect(longer.ids()).toEqual(["d0", "d1", "d2", "d3", "d4", "d5", "d6"]);
    expect(await ledger.checkpoint("acme")).toMatchObject({
      readFrom: bench.start0 - 7 * DAY,
      readyAt: bench.start0,
    });
    expect(await longer.poll()).toMatchObject({ more: false, pages: 1 });
  });
});
