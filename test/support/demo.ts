import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { type Database, openDatabase } from "../../src/ledger/index.ts";
import type { SlackMessage } from "../../src/simulator/index.ts";

const MAIN = new URL("../../dist/main.js", import.meta.url).pathname;

/** KINDS are what a viewer has to see within two minutes, as the terminal prints it. */
export const KINDS = {
  budget: /mira\.holt@red\.acme\.io spent 40\.\d+ of 50 credits \(81 %\)/,
  spike: /ci-scanner@appsec\.acme\.io: [\d.]+ credits in 6h/,
  errorRate: /Error rate of sam\.okafor@blue\.acme\.io is [\d.]+ %/,
  failed: /of diego\.ramos@blue\.acme\.io failed: sandbox could not be/,
  blocked: /of aiko\.tanaka@red\.acme\.io was blocked/,
};

/** Demo is the built program, running `demo` as a child process. */
export interface Demo {
  readonly process: ChildProcess;
  /** Waits until the terminal shows the text, whether it has or will; from a place on, where one is given. */
  shows(text: RegExp, from?: number): Promise<RegExpExecArray>;
  /** The place in what the terminal has shown at which the next line will stand. */
  place(): number;
}

/** startDemo runs the demo on a free port, with its data in a folder; it ends with the test at the latest. */
export function startDemo(folder: string): Demo {
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
  lines.setMaxListeners(0);
  onTestFinished(() => void demo.kill("SIGKILL"));
  return {
    process: demo,
    place: () => shown.length,
    async shows(text, from = 0) {
      for (;;) {
        const found = text.exec(shown.slice(from));
        if (found) return found;
        if (demo.exitCode !== null) throw new Error(`the demo ended without ${text}: ${shown}`);
        await once(lines, "line");
      }
    },
  };
}

/** json asks a URL, by POST where there is a body, and reads the answer. */
export async function json<T>(url: string, body?: unknown): Promise<T> {
  const post = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  return (await (await fetch(url, post)).json()) as T;
}

/** TrueStream is a stream as the simulator knows it to be; amounts in nano-credits. */
interface TrueStream {
  readonly neoCredits: number;
  readonly llmCost: number;
  readonly neoCost: number;
  readonly status: string;
}

/** truthOf asks the simulator for every stream created from a moment on (ms), as the API now shows it. */
export async function truthOf(api: string, from: number): Promise<Map<string, TrueStream>> {
  const query = `streams=1&from=${new Date(from).toISOString()}`;
  const truth = await json<{ streams: Record<string, TrueStream> }>(
    `${api}/simulator/truth?${query}`,
  );
  return new Map(Object.entries(truth.streams));
}

/** ledgerOf gives the ledger's rows created from a moment on, by id, in the truth's form. */
export async function ledgerOf(folder: string, from: number): Promise<Map<string, TrueStream>> {
  return inDatabase(folder, async (database) => {
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
  });
}

/** inDatabase reads the database of a demo that has ended. */
export async function inDatabase<T>(
  folder: string,
  read: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({ databaseUrl: null, dataFolder: join(folder, "daemon") });
  try {
    return await read(database);
  } finally {
    await database.end();
  }
}

/** slackOf gives the newest version of each Slack message. */
export function slackOf(folder: string): readonly SlackMessage[] {
  const messages = linesOf<SlackMessage>(folder, "slack.jsonl");
  return [...new Map(messages.map((message) => [message.ts, message])).values()];
}

/** linesOf gives all that a stand-in has written down, each version of a message. */
export function linesOf<T>(folder: string, file: string): readonly T[] {
  const lines = readFileSync(join(folder, file), "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line) as T);
}

/** keyOf gives the send key that the daemon puts into a message's metadata. */
export function keyOf(metadata: unknown): string | undefined {
  return (metadata as { event_payload?: { key?: string } } | null)?.event_payload?.key;
}
