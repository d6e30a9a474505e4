import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLedger, migrate, openDatabase } from "../../src/ledger/index.ts";
import { readRow } from "../../src/neo/index.ts";
import { memoryLog } from "../support/log.ts";
import { runProgram } from "../support/program.ts";

const MAIN = resolve("dist/main.js");
const FROM = Date.UTC(2026, 2, 1);
const MINUTE = 60_000;

const CONFIG = `
accounts: [{ name: acme, api_key: "\${UNSET_KEY_OF_A_BACKTEST}" }]
rules:
  - name: day
    budget: { metric: neo_credits, limit: 2 credits, window: day, steps: [80%, 100%] }
    by: [member]
  - name: errors
    threshold: { metric: error_rate, over: 1h, above: 40%, min_streams: 2 }
    by: [member]
    for: 10m
  - name: blocked
    stream: { status: [blocked] }
receivers:
  - name: channel
    slack: [{ token: "\${UNSET_TOKEN_OF_A_BACKTEST}", channel: "#neo" }]
route: { receiver: channel, group_by: [rule] }
`;

let folder = "";
const at = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "backtest-"));
  writeFileSync(at("rules.yaml"), CONFIG);
  writeFileSync(at("other.yaml"), CONFIG.replace("limit: 2 credits", "limit: 3 credits"));
  const rows = Array.from({ length: 120 }, (_, index) => row(index));
  writeFileSync(at("rows.jsonl"), rows.map((one) => `${JSON.stringify(one)}\n`).join(""));
  writeFileSync(
    at("pages.json"),
    JSON.stringify([{ data: rows.slice(0, 50) }, { data: rows.slice(50) }], null, 2),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** row is one of a member's streams, every 25 minutes; every fifth ends in an error, every fortieth is blocked. */
function row(index: number): Readonly<Record<string, unknown>> {
  const status = index % 40 === 39 ? "blocked" : index % 5 < 2 ? "error" : "completed";
  return {
    ...{ stream_id: `s${index}`, task_id: `t${index}`, email: `m${index % 2}@acme.io` },
    ...{ model: "opus", status, created_at: new Date(FROM + index * 25 * MINUTE).toISOString() },
    ...{ neo_credits: 0.1, llm_cost: 0.07, neo_cost: 0, step_count: 3, tool_calls: 2 },
    ...{ agent_triggers: 1, total_execution_ms: (index % 7) * MINUTE, tool_breakdown: {} },
  };
}

function createRowReader() {
  const oddities = { field() {}, value() {}, dropped() {} };
  return (raw: unknown) => {
    const reading = readRow(raw, "acme", oddities);
    if ("unreadable" in reading) throw new Error(reading.unreadable);
    return reading.stream;
  };
}

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function backtest(...args: readonly string[]): Promise<Outcome> {
  return new Promise((done) => {
    const options = { cwd: folder, env: { ...process.env, NO_COLOR: "1" } };
    execFile("node", [MAIN, "backtest", ...args], options, (error, out, err) => {
      done({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

const INPUT = ["--config", "rules.yaml", "--input", "rows.jsonl"];

describe("backtest", () => {
  it("prints a table of the rules, and the messages of each day, without any secret being set", async () => {
    const { code, out } = await backtest(...INPUT);
    expect(code).toBe(0);
    await expect(out).toMatchFileSnapshot("../golden/backtest/summary.txt");
  });

  it("prints a line of JSON for each transition, and the summary on standard error", async () => {
    const { code, out, err } = await backtest(...INPUT, "--json");
    expect(code).toBe(0);
    expect(err).toContain("messages after grouping");
    await expect(out).toMatchFileSnapshot("../golden/backtest/transitions.jsonl");
  });

  it("reads pages of rows as it reads lines of them", async () => {
    const lines = await backtest(...INPUT, "--json");
    const pages = await backtest("--config", "rules.yaml", "--input", "pages.json", "--json");
    expect(pages.out).toBe(lines.out);
  });

  it("plays the ledger's rows as it plays those of a file, from the given beginning on", async () => {
    const readRow = createRowReader();
    const database = await openDatabase({
      databaseUrl: null,
      dataFolder: at("data"),
      log: memoryLog(),
    });
    await migrate(database);
    const streams = Array.from({ length: 120 }, (_, index) => readRow(row(index)));
    await createLedger(database).writePage({
      account: "acme",
      streams,
      seenAt: FROM + 90 * 24 * 60 * MINUTE,
    });
    await database.end();
    const from = ["--config", "rules.yaml", "--json", "--from", "2026-03-02"];
    const file = await backtest(...from, "--input", "rows.jsonl");
    const ledger = await backtest(...from, "--data", "data");
    expect(ledger.out).toBe(file.out);
    const whole = await backtest(...INPUT, "--json");
    const later = whole.out.split("\n").filter((line) => line > '{"at":"2026-03-02T00:10');
    expect(ledger.out.split("\n").filter((line) => line > '{"at":"2026-03-02T00:10')).toEqual(
      later,
    );
  });

  it("says what a change of rules gains and loses, and proposes limits", async () => {
    const { out } = await backtest(...INPUT, "--against", "other.yaml", "--suggest", "30");
    await expect(out).toMatchFileSnapshot("../golden/backtest/comparison.txt");
  });

  it("counts a row that comes twice once, and leaves out what it cannot read and says so", async () => {
    const text = readFileSync(at("rows.jsonl"), "utf8");
    writeFileSync(at("odd.jsonl"), `${text}{"stream_id":"x"}\n{"cut\n${text.split("\n")[3]}`);
    const plain = await backtest(...INPUT, "--json");
    const odd = await backtest("--config", "rules.yaml", "--input", "odd.jsonl", "--json");
    expect(odd.out).toBe(plain.out);
    expect(odd.err).toContain("unreadable, left out: line 121: task_id:");
    expect(odd.err).toContain("unreadable, left out: line 122: is no JSON, or was cut short");
  });

  it("writes a report that needs no other file and no network", async () => {
    await backtest(...INPUT, "--html", "report.html");
    const html = readFileSync(at("report.html"), "utf8");
    expect(html).toContain("<svg");
    expect(html).not.toMatch(/src=|href=|@import|url\(/);
  });

  it.each([
    [["--config", "rules.yaml"], '"backtest" needs rows: --input FILE'],
    [[...INPUT, "--every", "often"], '"backtest --every" takes a length of time'],
    [[...INPUT, "--suggest", "0"], '"backtest --suggest" takes a whole number from 1 on'],
    [[...INPUT, "--account", "other"], "The accounts are: acme."],
    [["--config", "rules.yaml", "--input", "none.jsonl"], "none.jsonl cannot be read"],
  ])("refuses %j", async (args, why) => {
    const { code, err } = await backtest(...args);
    expect(code).toBe(2);
    expect(err).toContain(why);
  });

  it("ends without a word when its reader has seen enough", async () => {
    const args = "--config rules.yaml --input rows.jsonl --every 1s --json";
    const command = `set -o pipefail; node ${MAIN} backtest ${args} 2>errors.txt | head -1`;
    const program = runProgram(command, { cwd: folder });
    expect(await program.ended()).toBe(0);
    expect(program.output()).toContain('"rule":"errors"');
    expect(readFileSync(at("errors.txt"), "utf8")).not.toContain("EPIPE");
  });

  it("prints what was found so far when it is ended early, and exits with 130", async () => {
    const args = "--config rules.yaml --input rows.jsonl --every 1s --to 2030-01-01 --json";
    const program = runProgram(`exec node ${MAIN} backtest ${args}`, { cwd: folder });
    await program.shows('"rule":"day"', 60_000);
    expect(await program.end("SIGINT")).toBe(130);
    expect(program.output()).toContain("Ended early: what follows was found by 20");
    expect(program.output()).toContain("messages after grouping: channel");
  });
});
