import { describe, expect, test } from "vitest";
import type { WindowRead } from "../../../src/flow/index.ts";
import { collectBench, DAY, HOUR } from "../../support/neo-server-collect.ts";
import { usageStream } from "../../support/neo-server-memory.ts";

describe("windows read by hand", () => {
  const days = (start: number, ...ago: number[]) =>
    ago.map((one) => ({ from: start - one * DAY, to: start - (one - 1) * DAY }));

  test("tell each what it came to, and leave how far the account is read", async () => {
    const bench = collectBench({ historyMs: 2 * DAY });
    await bench.poll();
    const before = await bench.ledger.checkpoint("acme");
    bench.api.put(
      usageStream("older", bench.start0 - 8.5 * DAY),
      usageStream("old", bench.start0 - 1.5 * DAY),
    );
    const told: WindowRead[] = [];
    const windows = days(bench.start0, 9, 8, 2);
    const result = await bench.read(windows, (read) => told.push(read));
    expect(result).toMatchObject({ reason: "complete", rows: 2, added: 2 });
    expect(told).toMatchObject([
      { ...windows[0], rows: 1, added: 1, unproven: null },
      { ...windows[1], rows: 0, added: 0, unproven: null },
      { ...windows[2], rows: 1, added: 1, unproven: null },
    ]);
    expect(await bench.ledger.checkpoint("acme")).toEqual({ ...before, rows: 2 });
  });

  test("that cannot be proven say why, retract nothing, and keep no later one from being read", async () => {
    const bench = collectBench();
    bench.api.put(
      usageStream("kept", bench.start0 - 1.25 * DAY),
      usageStream("x", bench.start0 - HOUR),
    );
    await bench.poll();
    bench.api.truth.delete("kept");
    bench.api.put(
      usageStream("bad", bench.start0 - 1.25 * DAY),
      usageStream("x2", bench.start0 - 2 * HOUR),
    );
    bench.api.unreadable.add("bad");
    const told: WindowRead[] = [];
    const result = await bench.read(days(bench.start0, 2, 1), (read) => told.push(read));
    expect(result).toMatchObject({ reason: "incomplete", added: 1, retracted: 0 });
    expect(told).toMatchObject([
      { unproven: expect.stringContaining("row bad") },
      { unproven: null, added: 1 },
    ]);
    expect(bench.ids()).toEqual(["kept", "x", "x2"]);
  });

  test("that prove a gap close it", async () => {
    const bench = collectBench();
    bench.api.put(usageStream("bad", bench.start0 - 1.25 * DAY));
    bench.api.unreadable.add("bad");
    expect(await bench.poll()).toMatchObject({ gaps: 1 });
    bench.api.unreadable.clear();
    expect(await bench.read(days(bench.start0, 2, 1))).toMatchObject({
      reason: "complete",
      gaps: 0,
    });
    expect(await bench.readFrom()).toBe(bench.start0 - 5 * DAY);
  });
});
