import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../src/ledger/index.ts";
import type { SlackMessage } from "../../src/simulator/index.ts";

const MAIN = new URL("../../dist/main.js", import.meta.url).pathname;

/** What a viewer has to see within two minutes, as the terminal prints it. */
const KINDS = {
  budget: /mira\.holt@red\.acme\.io spent 40\.\d+ of 50 credits \(81 %\)/,
  spike: /ci-scanner@appsec\.acme\.io: [\d.]+ credits in 6h/,
  errorRate: /error rate of sam\.okafor@blue\.acme\.io is [\d.]+ %/,
  failed: /of diego\.ramos@blue\.acme\.io failed: sandbox could not be/,
  blocked: /of aiko\.tanaka@red\.acme\.io was blocked/,
};

interface Demo {
  readonly process: ChildProcess;
  /** Waits until the terminal shows the text, whether it has or will. */
  shows(text: RegExp): Promise<RegExpExecArray>;
}

function startDemo(folder: string): Demo {
  // A shell's DATABASE_URL must not reach the demo's daemon: this one would make it fail.
  const env = { ...process.env, DATABASE_URL: "postgres://nowhere.invalid/x", TZ: "UTC" };
  const demo = spawn(process.execPath, [MAIN, "demo", "--port", "0", "--data", folder], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let shown = "";
  const lines = createInterface({ input: demo.stdout });
  lines.on("line", (line) => {
    shown += ` ${line.replace(/^\s*│ /, "")}`;
  });
  onTestFinished(() => void demo.kill("SIGKILL"));
  return {
    process: demo,
    async shows(text) {
      for (;;) {
        const found = text.exec(shown);
        if (found) return found;
        if (demo.exitCode !== null) throw new Error(`the demo ended without ${text}: ${shown}`);
        await once(lines, "line");
      }
    },
  };
}

async function json<T>(url: string, body?: unknown): Promise<T> {
  const post = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  return (await (await fetch(url, post)).json()) as T;
}

interface TrueStream {
  readonly neoCredits: number;
  readonly llmCost: number;
  readonly neoCost: number;
  readonly status: string;
}

/** Kills the daemon as a crash would and waits until the demo has started it again. */
async function crash(demo: Demo, page: string): Promise<void> {
  const { daemon } = await json<{ daemon: { pid: number; restarts: number } }>(`${page}/demo`);
  process.kill(daemon.pid, "SIGKILL");
  await demo.shows(new RegExp(`(started again with pid \\d+[^]*){${daemon.restarts + 1}}`));
}

it("shows each kind of alert within two minutes, survives kill -9, and its ledger is the truth", async () => {
  const folder = mkdtempSync(join(tmpdir(), "demo-e2e-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const began = performance.now();
  const demo = startDemo(folder);
  const [, page = ""] = await demo.shows(/Read the messages +(http:\S+)/);
  const [, api = ""] = await demo.shows(/The Neo API's stand-in (http:\S+)/);
  await demo.shows(/Already over as watching begins/);
  await crash(demo, page);
  await demo.shows(KINDS.failed);
  await demo.shows(KINDS.blocked);
  await demo.shows(KINDS.budget);
  await crash(demo, page);
  await demo.shows(KINDS.spike);
  await demo.shows(KINDS.errorRate);
  expect(performance.now() - began).toBeLessThan(120_000);

  await json(`${api}/simulator/clock`, { hold: true });
  await crash(demo, page);
  const served = async () => (await json<{ requests: number }>(`${api}/simulator/`)).requests;
  const before = await served();
  await expect.poll(served, { timeout: 60_000, interval: 200 }).toBeGreaterThan(before + 6);
  // The daemon's 35 days begin when it does, some seconds after the team's.
  const from = Date.now() - 35 * 86_400_000 + 300_000;
  const truth = await json<{ streams: Record<string, TrueStream> }>(
    `${api}/simulator/truth?streams=1&from=${new Date(from).toISOString()}`,
  );

  const ending = performance.now();
  demo.process.kill("SIGINT");
  const [code] = await once(demo.process, "exit");
  expect(code).toBe(0);
  expect(performance.now() - ending).toBeLessThan(10_000);

  const ledger = await ledgerOf(folder, from);
  expect(ledger.size).toBeGreaterThan(3_000);
  expect(ledger).toEqual(new Map(Object.entries(truth.streams)));
  const messages = slackOf(folder);
  const keys = messages.flatMap(({ metadata }) => keyOf(metadata) ?? []);
  expect(keys.length).toBeGreaterThanOrEqual(messages.filter((each) => !each.threadTs).length);
  expect(new Set(keys).size).toBe(keys.length);
  expect(existsSync(join(folder, "mail.jsonl"))).toBe(true);
}, 300_000);

it("takes its daemon along when it is killed itself, and goes on in the same folder", async () => {
  const folder = mkdtempSync(join(tmpdir(), "demo-e2e-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const first = startDemo(folder);
  const [, pid = ""] = await first.shows(/started with pid (\d+)/);
  await first.shows(/Already over as watching begins/);
  first.process.kill("SIGKILL");
  await expect.poll(() => isRunning(Number(pid)), { timeout: 15_000, interval: 50 }).toBe(false);

  const second = startDemo(folder);
  await second.shows(KINDS.failed);
  second.process.kill("SIGTERM");
  expect(await once(second.process, "exit")).toEqual([0, null]);
  const keys = slackOf(folder).flatMap(({ metadata }) => keyOf(metadata) ?? []);
  expect(keys.length).toBeGreaterThan(1);
  expect(new Set(keys).size).toBe(keys.length);
}, 180_000);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The ledger's rows created from a moment on, by id, in the truth's form. */
async function ledgerOf(folder: string, from: number): Promise<Map<string, TrueStream>> {
  const database = await openDatabase({ databaseUrl: null, dataFolder: join(folder, "daemon") });
  try {
    const { rows } = await database.query<{
      id: string;
      status: string;
      neo: string;
      llm: string;
      cost: string;
    }>(
      `SELECT id, status, neo_credits::text AS neo, llm_cost::text AS llm, neo_cost::text AS cost
         FROM streams WHERE retracted_at IS NULL AND created_at >= $1`,
      [from],
    );
    return new Map(
      rows.map(({ id, status, neo, llm, cost }) => [
        id,
        { neoCredits: Number(neo), llmCost: Number(llm), neoCost: Number(cost), status },
      ]),
    );
  } finally {
    await database.end();
  }
}

/** The newest version of each Slack message. */
function slackOf(folder: string): readonly SlackMessage[] {
  const lines = readFileSync(join(folder, "slack.jsonl"), "utf8").trim().split("\n");
  const messages = lines.map((line) => JSON.parse(line) as SlackMessage);
  return [...new Map(messages.map((message) => [message.ts, message])).values()];
}

/** The send key that the daemon puts into a message's metadata. */
function keyOf(metadata: unknown): string | undefined {
  return (metadata as { event_payload?: { key?: string } } | null)?.event_payload?.key;
}
