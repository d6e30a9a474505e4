import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLedger, migrate, openDatabase } from "../../src/ledger/index.ts";
import type { Line } from "../report.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.UTC(2026, 10, 20, 14);
const ROWS = 1_000_000;

/** counts measures what a count of the ledger costs beside the request it is compared with: a million rows in a week, embedded. */
export async function counts(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), "neo-budgetd-bench-"));
  const database = await openDatabase({ databaseUrl: null, dataFolder: join(folder, "data") });
  try {
    await migrate(database);
    await database.query(
      `INSERT INTO streams (row_no, account, id, task_id, model, status, byok, created_at, neo_credits, llm_cost,
         neo_cost, steps, tool_calls, agent_triggers, tools, agents, first_seen_at, finished_at)
       SELECT i, 'bench', 's' || i, 't', 'm', 'completed', false, at, 1, 0, 0, 1, 1, 1, '{}', '{}', at, at
       FROM (SELECT i, $1::bigint + i * $2::bigint / ${ROWS} AS at FROM generate_series(1, ${ROWS}) i) rows`,
      [NOW - 7 * DAY_MS, 7 * DAY_MS],
    );
    const ledger = createLedger(database);
    const oldest = { from: NOW - 7 * DAY_MS, to: NOW - 4 * DAY_MS };
    const youngest = { from: NOW - 6 * HOUR_MS, to: NOW - 3 * HOUR_MS };
    const line = async (what: string, work: () => Promise<unknown>): Promise<Line> => ({
      ...{ what, unit: "ms", value: await best(work) },
      note: "a million rows in a week, embedded database; the best of five",
    });
    return [
      await line("Count of the oldest band in the ledger", () => ledger.counts("bench", [oldest])),
      await line("Count of the youngest", () => ledger.counts("bench", [youngest])),
      await line("Finding a quiet moment", () =>
        ledger.quietMoments("bench", [NOW - 5 * DAY_MS], 600_000),
      ),
    ];
  } finally {
    await database.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function best(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 5; i += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return Math.min(...times);
}
