import { describe, expect, test } from "vitest";
import { Secret } from "../../../src/core/secret.ts";
import { createCollector } from "../../../src/flow/index.ts";
import { createLedger } from "../../../src/ledger/index.ts";
import { truthAt } from "../../../src/simulator/index.ts";
import { memoryConditions } from "../../support/conditions.ts";
import { DATABASE_KINDS, useDatabase } from "../../support/database.ts";
import { neoBench } from "../../support/neo-server-bench.ts";
import { startSimulator } from "../../support/simulator.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const HISTORY = 9 * DAY;
const bench = neoBench();

describe.each(DATABASE_KINDS)("a history that is read into a ledger on %s", (kind) => {
  const database = useDatabase(kind);

  test.each([3, 5, 8])(
    "by processes that die after %i requests is read whole, newest first, and exact wherever they die",
    async (lives) => {
      const simulator = await startSimulator({ days: 10, streamsPerDay: 150 });
      const { clock, team, events } = simulator;
      const ledger = createLedger(await database.fresh());
      const api = bench.client({
        baseUrl: simulator.url,
        credential: new Secret(simulator.apiKey),
      });
      const account = {
        name: "acme",
        ...{ historyMs: HISTORY, overlapMs: HOUR, settleMs: 7 * DAY },
        ...{ rereadEveryMs: 6 * HOUR, requestsPerMinute: 600, alertUnprovenAfterMs: 6 * HOUR },
      };
      const { log, telemetry } = bench;
      const parts = { account, api, ledger, conditions: memoryConditions(), clock, log, telemetry };

      /** Lives until it is killed or done; tells whether the history is read. */
      async function live(): Promise<boolean> {
        const stop = new AbortController();
        let requests = 0;
        const count = () => {
          requests += 1;
          // The page that was just asked for does not come any more.
          if (requests > lives) stop.abort(new Error("killed"));
        };
        events.on("request", count);
        const collector = createCollector(parts);
        const result = await collector.poll(stop.signal).catch((error: Error) => error);
        events.off("request", count);
        if (result instanceof Error) expect(result.message).toBe("killed");
        return !(result instanceof Error) && result.ready;
      }

      /** Everything within what is stored as read is there, whatever else is. */
      async function expectReadAsStored(): Promise<number> {
        const { readFrom, watermark } = await ledger.checkpoint("acme");
        if (readFrom === null || watermark === null) return Number.POSITIVE_INFINITY;
        const ids = new Set<string>();
        await ledger.load(0, (rows) => Array.from(rows.id).forEach((id) => void ids.add(id)));
        const truth = truthAt(team, clock.now(), { from: readFrom, to: watermark });
        expect([...truth.streams.keys()].filter((id) => !ids.has(id))).toEqual([]);
        return readFrom;
      }

      let deaths = 0;
      for (let before = Number.POSITIVE_INFINITY; !(await live()); deaths += 1) {
        const readFrom = await expectReadAsStored();
        expect(readFrom).toBeLessThanOrEqual(before);
        before = readFrom;
        expect(deaths).toBeLessThan(40);
      }
      expect(deaths).toBeGreaterThan(0);
      expect(await expectReadAsStored()).toBe(clock.now() - HISTORY);
      expect((await ledger.checkpoint("acme")).readyAt).toBe(clock.now());
    },
    60_000,
  );
});
