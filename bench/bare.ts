import type { Simulator } from "../src/simulator/index.ts";
import { type Measured, measure } from "./measured-process.ts";

/** Bare is the yardstick's run: its own seconds over its rows, start-up not counted, and its process. */
export interface Bare {
  readonly rows: number;
  readonly seconds: number;
  readonly process: Measured;
}

/** bareLoop runs the bare fetch-parse-insert loop over all rows of a simulator, into a new embedded database. */
export async function bareLoop(simulator: Simulator, folder: string): Promise<Bare> {
  const process = await measure([
    ...["--import", "tsx", "bench/bare-loop.ts", simulator.url, simulator.apiKey],
    ...[new Date(simulator.team.from).toISOString(), new Date().toISOString(), folder],
  ]);
  return { ...(JSON.parse(process.output) as { rows: number; seconds: number }), process };
}
