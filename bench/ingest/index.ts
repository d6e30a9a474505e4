import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSimulator, createTeam, type Simulator } from "../../src/simulator/index.ts";
import type { Line } from "../report.ts";
import { bareLoop, collectLoop, type Read } from "./loops.ts";
import { withScratchDatabase } from "./scratch-database.ts";

const DAYS = 35;
const ROWS = 50_000;
/** Both take turns, and the quickest run of each counts. */
const TURNS = 2;

/**
 * ingest measures the polls that read a history into the ledger against a bare fetch-parse-insert loop over the same rows, on the embedded
 * database, and on the PostgreSQL server that TEST_DATABASE_URL names, if it does.
 */
export async function ingest(): Promise<Line[]> {
  const now = Date.now();
  const team = createTeam({ seed: 1, now, days: DAYS, streamsPerDay: ROWS / DAYS, members: 50 });
  const simulator = await createSimulator({ team, clock: { now: Date.now }, port: 0 });
  const server = process.env["TEST_DATABASE_URL"];
  try {
    const lines = [await compared("the embedded database", simulator, inFolder)];
    if (server) {
      const place: Lend = (work) => withScratchDatabase(server, work);
      lines.push(await compared("PostgreSQL", simulator, place));
    } else process.stderr.write("left out: PostgreSQL (TEST_DATABASE_URL)\n");
    return lines;
  } finally {
    await simulator.close();
  }
}

/** Lend gives a place for a database to a piece of work. */
type Lend = (work: (place: string) => Promise<Read>) => Promise<Read>;

async function inFolder(work: (place: string) => Promise<Read>): Promise<Read> {
  const folder = mkdtempSync(join(tmpdir(), "neo-budgetd-bench-"));
  try {
    return await work(join(folder, "data"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compared(where: string, simulator: Simulator, lend: Lend): Promise<Line> {
  const bare: Read[] = [];
  const ours: Read[] = [];
  for (let turn = 0; turn < TURNS; turn++) {
    bare.push(await lend((place) => bareLoop(simulator, place)));
    ours.push(await lend((place) => collectLoop(simulator, place)));
  }
  const loop = quickest(bare);
  const read = quickest(ours);
  return {
    what: `History into the ledger, ${where}`,
    value: read.seconds,
    unit: "s",
    target: "≤ 2 × bare loop",
    note: `${read.rows} rows; the bare loop took ${loop.seconds.toFixed(2)} s, and ${TURNS} turns each`,
    ratio: read.seconds / read.rows / (loop.seconds / loop.rows),
  };
}

function quickest(runs: readonly Read[]): Read {
  return [...runs].sort((a, b) => a.seconds - b.seconds)[0] as Read;
}
