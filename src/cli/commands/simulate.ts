import { defineCommand } from "citty";
import { OperatorError } from "../../core/errors.ts";
import type { Clock } from "../../core/ports/index.ts";
import {
  createSimulator,
  createTeam,
  type FaultPlan,
  readFaults,
  type Simulator,
} from "../../simulator/index.ts";
import { readPort } from "./demo.ts";

/** SimulateOptions are what `simulate` works on. */
export interface SimulateOptions {
  readonly port: number;
  readonly host?: string;
  readonly seed: string;
  readonly days: number;
  readonly members: number;
  readonly streamsPerDay: number;
  /** Show some rows late, correct some, take some back. */
  readonly late: boolean;
  readonly faults?: FaultPlan;
  readonly key?: string;
  readonly clock: Clock;
  readonly out: (text: string) => void;
}

const LATE = { late: 0.08, recost: 0.03, retract: 0.01 };

/** startSimulate starts the stand-in and says how to point an account at it; the caller closes it. */
export async function startSimulate(options: SimulateOptions): Promise<Simulator> {
  const { seed, days, members, streamsPerDay, clock } = options;
  const team = createTeam({
    seed,
    now: clock.now(),
    days,
    members,
    streamsPerDay,
    ...(options.late ? { mishaps: LATE } : {}),
  });
  const simulator = await createSimulator({
    team,
    clock,
    port: options.port,
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.key === undefined ? {} : { apiKey: options.key }),
    ...(options.faults === undefined ? {} : { faults: options.faults }),
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE") throw error;
    throw new OperatorError(
      `port ${options.port} is taken; choose another with --port, or 0 for a free one`,
    );
  });
  options.out(instructions(simulator));
  return simulator;
}

function instructions({ url, apiKey, team }: Simulator): string {
  return `Neo API stand-in on ${url}, ${team.members.length} members, ${team.options.days} days of history
API key ${apiKey}

Look at it:
  curl -H 'X-Api-Key: ${apiKey}' '${url}/api/v1/usage/streams?limit=2'
  curl '${url}/simulator/'          (what can be turned while it runs: faults, clock, incidents)

Point an account at it:
  accounts:
    - name: simulated
      api_key: ${apiKey}
      base_url: ${url}
      poll_every: 2s

Ctrl-C ends it.
`;
}

function count(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isFinite(value) && value >= least && value <= most) return value;
  throw new OperatorError(`--${name} must be a number from ${least} to ${most}, got "${text}"`);
}

function faultsOf(text: string): FaultPlan {
  try {
    return readFaults(text);
  } catch (error) {
    throw new OperatorError(`--faults: ${(error as Error).message}`);
  }
}

/** simulate is `neo-budgetd simulate --port N` and what shapes the team. */
export const simulate = defineCommand({
  meta: {
    name: "simulate",
    description:
      "Serve a stand-in for the Neo API: usage/streams and usage/summary of a simulated team. The same seed gives the same team.",
  },
  args: {
    port: { type: "string", default: "8080", description: "Port to serve on; 0 takes a free one" },
    host: { type: "string", default: "127.0.0.1", description: "Address to serve on" },
    seed: { type: "string", default: "7", description: "Another seed is another team" },
    days: { type: "string", default: "35", description: "Days of history" },
    members: { type: "string", default: "9", description: "Members; the first nine have names" },
    "streams-per-day": {
      type: "string",
      default: "100",
      description: "Streams a day, all members",
    },
    late: {
      type: "boolean",
      description: "Show some rows hours late, correct some, take some back",
    },
    faults: {
      type: "string",
      description:
        "Shares of requests that go wrong, such as 429=0.05,500=0.02,reset=0.01; also 401, 403, html, truncated, slow, shuffled, inserted, repeated, total",
    },
    key: {
      type: "string",
      description: "API key that is let in (default: one made from the seed)",
    },
  },
  async run({ args }) {
    const simulator = await startSimulate({
      port: readPort(args.port),
      host: args.host,
      seed: args.seed,
      days: count("days", args.days, 0, 4_000),
      members: count("members", args.members, 1, 100_000),
      streamsPerDay: count("streams-per-day", args["streams-per-day"], 0, 1_000_000),
      late: args.late ?? false,
      ...(args.faults === undefined ? {} : { faults: faultsOf(args.faults) }),
      ...(args.key === undefined ? {} : { key: args.key }),
      clock: { now: Date.now },
      out: (text) => process.stdout.write(text),
    });
    await new Promise<void>((resolve) => {
      process.once("SIGINT", resolve).once("SIGTERM", resolve);
    });
    await simulator.close();
  },
});
