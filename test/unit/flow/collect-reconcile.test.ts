import { describe, expect, test } from "vitest";
import { collectBench, DAY, HOUR, MINUTE } from "../../support/neo-server-collect.ts";
import { usageStream } from "../../support/neo-server-memory.ts";

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

  test("has nothing to do before anything is read, and asks nothing", async () => {
    const bench = collectBench();
    expect(await bench.reconcile()).toMatchObject({
      reason: "incomplete",
      detail: expect.stringContaining("nothing is read yet"),
    });
    expect(bench.api.queries).toEqual([]);
    expect(bench.conditions.calls).toEqual([]);
  });

  test("that proves a day in doubt closes the gap", async () => {
    const bench = collectBench();
    bench.api.put(usageStream("bad", bench.start0 - 1.25 * DAY));
    bench.api.unreadable.add("bad");
    expect(await bench.poll()).toMatchObject({ gaps: 1 });
    bench.api.unreadable.clear();
    expect(await bench.reconcile()).toMatchObject({ reason: "complete", gaps: 0 });
    expect(await bench.readFrom()).toBe(bench.start0 - 5 * DAY);
  });

  test("counts what it could not prove as gaps until the next one proves it", async () => {
    const bench = collectBench();
    await bench.poll();
    bench.api.put(usageStream("bad", bench.start0 - 1.25 * DAY));
    bench.api.unreadable.add("bad");
    expect(await bench.reconcile()).toMatchObject({ reason: "incomplete", gaps: 1 });
    expect(await bench.poll()).toMatchObject({ reason: "complete", gaps: 1 });
    bench.api.unreadable.clear();
    expect(await bench.reconcile()).toMatchObject({ reason: "complete", gaps: 0, added: 1 });
  });
});
