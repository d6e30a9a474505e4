import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createSimulator,
  createSlackStandIn,
  createTeam,
  oneStream,
  type ServedRequest,
  type Simulator,
  type SlackStandIn,
} from "../src/simulator/index.ts";
import { benchConfig } from "./config.ts";
import { bareLoop } from "./ingest/loops.ts";
import type { Line } from "./report.ts";

const TRIALS = 60;

/**
 * latency measures from the poll that first shows a blocked stream reaching the API to its message being in Slack:
 * the wait for that poll and `group_wait` (0) aside, everything between is in it.
 */
export async function latency(): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), "neo-budgetd-bench-"));
  const team = createTeam({ seed: 2, now: Date.now(), days: 7, streamsPerDay: 300 });
  const simulator = await createSimulator({ team, clock: { now: Date.now }, port: 0 });
  const slack = await createSlackStandIn();
  const bare = await bareLoop(simulator, join(folder, "bare"));
  // What the bare loop takes for one page: fetched, parsed, inserted, and nobody told.
  const pageMs = (bare.seconds * 1000) / Math.ceil(bare.rows / 200);
  const config = join(folder, "neo-budgetd.yaml");
  writeFileSync(config, benchConfig({ neoUrl: simulator.url, slackUrl: slack.url, history: "7d" }));
  const daemon = spawn(
    process.execPath,
    ["dist/main.js", "start", "--config", config, "--data", join(folder, "daemon")],
    {
      env: {
        ...process.env,
        ...{
          NEO_API_KEY: simulator.apiKey,
          NEO_BUDGETD_LOG: "json",
          DATABASE_URL: "",
          REDIS_URL: "",
        },
      },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  daemon.stdout.resume();
  try {
    const times = await trials(simulator, slack);
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.ceil(times.length * share) - 1] ?? Number.NaN;
    const note = `${times.length} alerts, one at a time, embedded database and queue`;
    return [
      {
        what: "Row visible to Slack message, p50",
        value: at(0.5),
        unit: "ms",
        ratio: at(0.5) / pageMs,
        note,
      },
      {
        what: "Row visible to Slack message, p95",
        value: at(0.95),
        unit: "ms",
        target: "< 100 ms",
        ratio: at(0.95) / pageMs,
        note: "ratio: to the bare loop's time for one page of 200 rows",
      },
    ];
  } finally {
    await stop(daemon);
    await Promise.all([simulator.close(), slack.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each trial plays a blocked stream, and takes the time between the request that shows it and its message. */
async function trials(simulator: Simulator, slack: SlackStandIn): Promise<number[]> {
  await settled(simulator);
  const times: number[] = [];
  for (let trial = 0; trial < TRIALS; trial++) {
    const title = `latency trial ${trial}`;
    // One poll passes between trials, and each is another member's: neither Slack's pace nor a group's interval waits.
    await once(simulator.events, "request");
    // The daemon asks once a second; a request that begins after the row is there shows it.
    const asked = once(simulator.events, "request") as Promise<[ServedRequest]>;
    const told = messageWith(slack, title);
    simulator.play(
      oneStream({
        name: title,
        member: `member-${trial}@acme.io`,
        at: simulator.clock.now() - team0(simulator) - 1,
        status: "blocked",
        credits: 0.01,
        executionMs: 0,
        title,
      }),
    );
    await asked;
    const shown = performance.now();
    await told;
    times.push(performance.now() - shown);
  }
  return times;
}

const team0 = (simulator: Simulator) => simulator.team.anchor;

/** The first polls read the history; what is polled later is told. */
async function settled(simulator: Simulator): Promise<void> {
  let quiet = 0;
  while (quiet < 3) {
    const [request] = (await once(simulator.events, "request")) as [ServedRequest];
    const from = Date.parse(request.params.get("from") ?? "");
    quiet = simulator.clock.now() - from < 4 * 3_600_000 ? quiet + 1 : 0;
  }
}

function messageWith(slack: SlackStandIn, text: string): Promise<void> {
  return new Promise((resolve) => {
    const listen = (message: unknown) => {
      if (!JSON.stringify(message).includes(text)) return;
      slack.events.off("message", listen);
      resolve();
    };
    slack.events.on("message", listen);
  });
}

async function stop(daemon: ChildProcess): Promise<void> {
  const exited = once(daemon, "exit");
  daemon.kill("SIGTERM");
  await exited;
}
