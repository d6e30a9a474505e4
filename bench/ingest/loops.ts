import type { Simulator } from "../../src/simulator/index.ts";
import { type Measured, measure } from "../measured-process.ts";

/** Read is a run over all rows of a simulator: its own seconds, start-up not counted, and its process. */
export interface Read {
  readonly rows: number;
  readonly seconds: number;
  readonly process: Measured;
}

/** bareLoop runs the bare fetch-parse-insert loop over all rows of a simulator, into a new database at a place. */
export function bareLoop(simulator: Simulator, place: string): Promise<Read> {
  return read("bench/ingest/bare-loop.ts", simulator, place);
}

/** collectLoop reads the same rows as the daemon's polls do, into a new ledger at a place. */
export function collectLoop(simulator: Simulator, place: string): Promise<Read> {
  return read("bench/ingest/collect-loop.ts", simulator, place);
}

async function read(script: string, simulator: Simulator, place: string): Promise<Read> {
  const process = await measure([
    ...["--import", "tsx", script, simulator.url, simulator.apiKey],
    ...[new Date(simulator.team.from).toISOString(), new Date().toISOString(), place],
  ]);
  if (process.code !== 0) throw new Error(`${script} ended with ${process.code}`);
  return { ...(JSON.parse(process.output) as { rows: number; seconds: number }), process };
}
