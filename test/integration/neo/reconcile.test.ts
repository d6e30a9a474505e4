import { describe, expect, test } from "vitest";
import { nanoFromNumber } from "../../../src/core/money.ts";
import { rowsFrom } from "../../../src/core/row-columns.ts";
import { Secret } from "../../../src/core/secret.ts";
import type { LedgerRow } from "../../../src/core/stream.ts";
import { createCollector } from "../../../src/flow/index.ts";
import { createLedger } from "../../../src/ledger/index.ts";
import { amountsAt, isShown, type SimulatorOptions } from "../../../src/simulator/index.ts";
import { memoryConditions } from "../../support/conditions.ts";
import { DATABASE_KINDS, useDatabase } from "../../support/database.ts";
import { neoBench } from "../../support/neo-server-bench.ts";
import { startSimulator } from "../../support/simulator.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const bench = neoBench();

type Habits = SimulatorOptions["habits"];

describe.each(DATABASE_KINDS)(
  "a ledger on %s beside an API that shows rows late, corrects and takes back some",
  (kind) => {
    const database = useDatabase(kind);

    /** Lives two days with it; returns the rows that differ from what was true for the last hours. */
    async function differences(habits: Habits) {
      const mishaps = { late: 0.2, lateUpToMs: 30 * HOUR, recost: 0.1, retract: 0.05 };
      const simulator = await startSimulator({ days: 4, mishaps }, habits ? { habits } : {});
      const { clock, team } = simulator;
      const ledger = createLedger(await database.fresh());
      const conditions = memoryConditions();
      const credential = new Secret(simulator.apiKey);
      const api = bench.client({ baseUrl: simulator.url, credential });
      const account = {
        name: "acme",
        ...{ historyMs: 3 * DAY, overlapMs: 3 * HOUR, settleMs: 7 * DAY },
        ...{ rereadEveryMs: 2 * HOUR, requestsPerMinute: 600, alertUnprovenAfterMs: 6 * HOUR },
      };
      const { log, telemetry } = bench;
      const collector = createCollector({
        account,
        api,
        ledger,
        conditions,
        clock,
        log,
        telemetry,
      });
      const { signal } = new AbortController();
      const start = clock.now() - account.historyMs;
      for (let gone = 0; gone < 36 * HOUR; gone += HOUR) {
        expect(["complete", "incomplete"]).toContain((await collector.poll(signal)).reason);
        await collector.reconcile(signal);
        clock.advance(HOUR);
      }
      await collector.poll(signal);
      await collector.reconcile(signal);

      const held = new Map<string, LedgerRow>();
      await ledger.load(0, (rows) => {
        for (const row of rowsFrom(rows)) held.set(row.id, row);
      });
      // An agreeing day is read every eight hours: what changed in its last hours may not be known yet.
      const now = clock.now();
      const [then, to] = [now - 9 * HOUR, now - 3 * HOUR];
      const rows = team.rows(start + MINUTE, to).filter((row) => {
        const told = (at: number) => `${isShown(row, at)} ${JSON.stringify(amountsAt(row, at))}`;
        return told(then) === told(now);
      });
      expect(rows.length).toBeGreaterThan(300);
      const wrong = rows.filter((row) => {
        const told = amountsAt(row, now);
        const stored = held.get(row.id);
        if (!isShown(row, now)) return stored !== undefined && !stored.retracted;
        return (
          stored?.neoCredits !== nanoFromNumber(told.neo_credits ?? 0) ||
          stored.llmCost !== nanoFromNumber(told.llm_cost ?? 0)
        );
      });
      return { wrong, proofs: await ledger.proofs("acme"), conditions: conditions.list() };
    }

    test.each<[string, Habits]>([
      ["exact", {}],
      ["rounded", { summary: "rounded", bounds: "()" }],
      ["forbidden", { summary: "forbidden", bounds: "(]", order: "oldest" }],
    ])(
      "holds every row exactly where the summary is %s",
      async (summary, habits) => {
        const { wrong, proofs, conditions } = await differences(habits);
        expect(wrong.map(({ id }) => id)).toEqual([]);
        expect(proofs.summary).toBe({ exact: "usable", rounded: "rounds" }[summary] ?? summary);
        expect(conditions).toEqual([]);
        for (const change of ["added", "changed", "retracted"]) {
          expect(bench.telemetry.counted("rows_healed_total", { change })).toBeGreaterThan(0);
        }
      },
      120_000,
    );
  },
);
