import { onTestFinished } from "vitest";
import {
  createSimulator,
  createTeam,
  type Simulator,
  type SimulatorOptions,
  type StreamPage,
  type TeamOptions,
} from "../../src/simulator/index.ts";

/** SIMULATED_NOW is the moment at which simulators of tests stand: a Friday afternoon. */
export const SIMULATED_NOW = Date.parse("2026-11-20T14:05:30Z");

/** startSimulator starts a stand-in for the Neo API with a clock that stands still; it is closed with the test. */
export async function startSimulator(
  team: Partial<TeamOptions> = {},
  options: Partial<SimulatorOptions> = {},
): Promise<Simulator> {
  const simulator = await createSimulator({
    team: createTeam({ seed: 7, now: SIMULATED_NOW, days: 7, streamsPerDay: 100, ...team }),
    clock: { now: () => SIMULATED_NOW },
    port: 0,
    ...options,
  });
  onTestFinished(() => simulator.close());
  return simulator;
}

/** getUsage asks a simulator with its own key. */
export function getUsage(
  simulator: Simulator,
  path: string,
  headers: Record<string, string> = { "x-api-key": simulator.apiKey },
): Promise<Response> {
  return fetch(`${simulator.url}/api/v1/usage/${path}`, { headers });
}

/** getPage asks a simulator for a page of streams; `query` is its query string. */
export async function getPage(simulator: Simulator, query: string): Promise<StreamPage> {
  return (await (await getUsage(simulator, `streams?${query}`)).json()) as StreamPage;
}

/** postControl turns one of the simulator's controls. */
export async function postControl(
  simulator: Simulator,
  path: string,
  body: unknown,
): Promise<Record<string, unknown>> {
  const answer = await fetch(`${simulator.url}/simulator/${path}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Record<string, unknown>;
}
