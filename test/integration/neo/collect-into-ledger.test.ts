import { describe, expect, test } from "vitest";
import { rowsFrom } from "../../../src/core/row-columns.ts";
import type { LedgerRow } from "../../../src/core/stream.ts";
import { createCollector } from "../../../src/flow/index.ts";
import { createLedger } from "../../../src/ledger/index.ts";
import { manualClock } from "../../support/clock.ts";
import { memoryConditions } from "../../support/conditions.ts";
import { DATABASE_KINDS, useDatabase } from "../../support/database.ts";
import { wireRow } from "../../support/neo-server.ts";
import { neoBench } from "../../support/neo-server-bench.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const bench = neoBench();

describe.each(DATABASE_KINDS)("from the API into the ledger on %s", (kind) => {
  const database = useDatabase(kind);

  test("a troubled history ends exact to the nano-credit, and later changes are taken over once", async () => {
    const clock = manualClock();
    const ledger = createLedger(await database.fresh());
    const account = {
      name: "acme",
      ...{ historyMs: 3 * DAY, overlapMs: HOUR, settleMs: 3 * DAY },
      ...{ rereadEveryMs: 6 * HOUR, requestsPerMinute: 600, alertUnprovenAfterMs: 6 * HOUR },
    };
    const conditions = memoryConditions();
    const { log, telemetry } = bench;
    const parts = { account, api: bench.client(), ledger, conditions, clock, log, telemetry };
    const collector = createCollector(parts);
    const { signal } = new AbortController();

    const rows = Array.from({ length: 700 }, (_, i) =>
      wireRow({
        stream_id: i % 50 === 0 ? null : `s${i}`,
        task_id: `task-${i}`,
        created_at: new Date(clock.now() - i * 5 * 60_000).toISOString(),
        neo_credits: i / 1000,
        task_title: i % 7 === 0 ? "a\0b\uD800" : "Scan",
      }),
    );
    bench.server.rows = rows;
    bench.server.script({ trouble: "reset" }, { status: 500, text: "" }, { trouble: "half" });
    expect(await collector.poll(signal)).toMatchObject({
      reason: "complete",
      added: 700,
      ready: true,
    });

    clock.advance(60_000);
    bench.server.rows = rows
      .slice(1)
      .map((row, i) => (i === 100 ? { ...row, neo_credits: 9.000000001 } : row));
    expect(await collector.poll(signal)).toMatchObject({ reason: "complete", retracted: 1 });
    await collector.reconcile(signal);
    clock.advance(HOUR);
    expect(await collector.poll(signal)).toMatchObject({ reason: "complete", changed: false });
    expect(await collector.reconcile(signal)).toMatchObject({ reason: "complete", updated: 1 });
    expect(await collector.reconcile(signal)).toMatchObject({ reason: "idle", changed: false });

    const held: LedgerRow[] = [];
    await ledger.load(0, (batch) => held.push(...rowsFrom(batch)));
    const sum = held.reduce((total, row) => total + (row.retracted ? 0 : row.neoCredits), 0);
    const micro = rows.reduce((total, _, i) => total + (i === 0 || i === 101 ? 0 : i), 0);
    expect(sum).toBe(micro * 1_000_000 + 9_000_000_001);
    expect(await ledger.checkpoint("acme")).toMatchObject({
      watermark: clock.now(),
      rows: 699,
      gaps: 0,
    });
  });
});
