import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSimulator, createTeam } from "../src/simulator/index.ts";
import { benchConfig } from "./config.ts";
import { bareLoop } from "./ingest/loops.ts";
import { measure } from "./measured-process.ts";
import type { Line } from "./report.ts";

const ROWS = 100_000;
const DAYS = 35;

/**
 * history measures a first start: 35 days and about 100,000 rows through `start --once` into a new embedded database,
 * evaluated, against the bare loop over the same rows.
 */
export async function history(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), "neo-budgetd-bench-"));
  const now = Date.now();
  const team = createTeam({ seed: 1, now, days: DAYS, streamsPerDay: ROWS / DAYS, members: 50 });
  const simulator = await createSimulator({ team, clock: { now: Date.now }, port: 0 });
  try {
    const loop = await bareLoop(simulator, join(folder, "bare"));

    const config = join(folder, "neo-budgetd.yaml");
    writeFileSync(config, benchConfig({ neoUrl: simulator.url, history: `${DAYS}d` }));
    const daemon = await measure(
      ["dist/main.js", "start", "--once", "--config", config, "--data", join(folder, "daemon")],
      { NEO_API_KEY: simulator.apiKey, NEO_BUDGETD_LOG: "json", DATABASE_URL: "", REDIS_URL: "" },
    );
    if (daemon.code !== 0)
      throw new Error(`the daemon ended with ${daemon.code}:\n${daemon.output}`);
    const rows = rowsRead(daemon.output);
    return [
      {
        what: "Bare fetch-parse-insert loop",
        value: loop.seconds,
        unit: "s",
        note: `${loop.rows} rows`,
      },
      {
        what: "First start, 35 days of history, evaluated",
        value: daemon.seconds,
        unit: "s",
        target: "< 60 s",
        note: `${rows} rows; whole process, start-up and database creation included`,
        ratio: daemon.seconds / rows / (loop.seconds / loop.rows),
      },
      {
        what: "Its peak memory",
        value: daemon.peakMb ?? Number.NaN,
        unit: "MB",
        target: "< 350 MB",
        note: `the bare loop's: ${loop.process.peakMb} MB`,
        ratio: (daemon.peakMb ?? Number.NaN) / (loop.process.peakMb ?? Number.NaN),
      },
    ];
  } finally {
    await simulator.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowsRead(output: string): number {
  const line = output.split("\n").find((text) => text.includes('"One round done"'));
  const { polls } = JSON.parse(line ?? "{}") as { polls: { rows: number }[] };
  return polls.reduce((sum, poll) => sum + poll.rows, 0);
}
