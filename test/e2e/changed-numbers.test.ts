import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSlackStandIn, type SlackStandIn } from "../../src/simulator/index.ts";
import { type NeoServer, startNeoServer, wireRow } from "../support/neo-server.ts";
import { type Program, runProgram } from "../support/program.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SECRET = "the team's webhook secret";

/** A zone in which a day has ended one to two hours ago, that day, and its end. */
function dayThatEnded(now: number) {
  const ended = Math.floor(now / HOUR) * HOUR - HOUR;
  const hour = new Date(ended).getUTCHours();
  const east = hour > 11 ? 24 - hour : -hour;
  const zone = east === 0 ? "UTC" : `Etc/GMT${east > 0 ? "-" : "+"}${Math.abs(east)}`;
  const day = new Date(ended + east * HOUR - DAY).toISOString().slice(0, 10);
  return { zone, day, ended };
}

// On the embedded database only: that both databases keep edits and statements alike, the contract and integration tests show.
describe("numbers that change", () => {
  const folder = mkdtempSync(join(tmpdir(), "neo-budgetd-changed-"));
  const { zone, day, ended } = dayThatEnded(Date.now());
  let neo: NeoServer;
  let slack: SlackStandIn;
  let daemon: Program;
  let hook = "";

  const texts = () => slack.messages().map((one) => JSON.stringify(one));
  const having = (text: string) => texts().filter((one) => one.includes(text));
  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await Promise.race([once(slack.events, "message"), once(slack.events, "update")]);
    }
  }
  const told = (text: string) => until(() => having(text).length > 0);

  /** A run that ends now, whenever it began. */
  const run = (id: string, email: string, credits: number, createdAt = Date.now()) =>
    wireRow({
      ...{ stream_id: id, task_id: id, email, neo_credits: credits },
      created_at: new Date(createdAt).toISOString(),
      total_execution_ms: Date.now() - createdAt,
    });
  async function poll(): Promise<void> {
    const headers = { authorization: `Bearer ${SECRET}` };
    expect((await fetch(hook, { method: "POST", headers })).status).toBe(204);
  }

  function writeConfig(account: string): void {
    writeFileSync(
      join(folder, "c.yaml"),
      `
timezone: ${zone}
server: { port: 0, task_hook: { secret: "${SECRET}" } }
accounts:
  - { name: acme, api_key: neo_sk_test, base_url: "${neo.url}", poll_every: 1h, history: 7d, ${account} }
rules:
  - name: ana-week
    budget: { metric: neo_credits, limit: 50 credits, window: 7d, steps: [80%, 100%] }
    by: [member]
    where: { member: ana@acme.io }
  - name: bo-day
    budget: { metric: neo_credits, limit: 10 credits, window: day, steps: [100%] }
    by: [member]
    where: { member: bo@acme.io }
  - name: failed
    stream: { status: [failed] }
receivers:
  - name: channel
    slack: [{ token: xoxb-test, channel: "#neo", api_url: "${slack.url}" }]
route: { receiver: channel, group_by: [rule], group_wait: 0s, group_interval: 1s }
`,
    );
  }

  function start(args: string): Program {
    const main = join(process.cwd(), "dist/main.js");
    return runProgram(`exec "${process.execPath}" "${main}" ${args} --config c.yaml --data data`, {
      cwd: folder,
      env: { DATABASE_URL: "", REDIS_URL: "", NEO_BUDGETD_LOG: "json", LOG_LEVEL: "info" },
    });
  }

  beforeAll(async () => {
    [neo, slack] = await Promise.all([startNeoServer(), createSlackStandIn()]);
    writeConfig("settle: 7d");
    daemon = start("start");
    await daemon.shows("Read the history of acme", 60_000);
    hook = `${/"health":"([^"]+)\/readyz"/.exec(daemon.output())?.[1]}/hooks/neo/acme`;
  }, 120_000);

  afterAll(async () => {
    await daemon.end("SIGKILL");
    await Promise.all([neo.close(), slack.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  it("amends a message in place where a row is re-costed, and says in its thread what changed", async () => {
    const row = run("recosted", "ana@acme.io", 41);
    neo.rows = [row];
    await poll();
    await told("ana@acme.io spent 41.00 of 50 credits (82 %)");
    const [first] = slack.messages();
    neo.rows = [{ ...row, neo_credits: 47 }];
    await poll();
    const change = "was 41.00, now 47.00 credits: 1 stream re-costed";
    await until(() => slack.messages().length > 1);
    const [message, ...replies] = slack.messages();
    expect(message?.ts).toBe(first?.ts);
    expect(JSON.stringify(message)).toContain("ana@acme.io spent 47.00 of 50 credits (94 %)");
    expect(JSON.stringify(message)).not.toContain("spent 41.00");
    expect(replies.map(({ threadTs }) => threadTs)).toEqual([first?.ts]);
    expect(having(change)).toHaveLength(2);
    // The chart of the first telling comes by an update, too.
    const updates = slack.calls().filter(({ method }) => method === "chat.update");
    expect(new Set(updates.map(({ args }) => args["ts"]))).toEqual(new Set([first?.ts]));
    expect(updates.filter(({ args }) => JSON.stringify(args).includes("47.00"))).toHaveLength(1);
  }, 60_000);

  it("tells once, by its name, of a day that late rows carried over its limit after it had ended", async () => {
    const late = run("late", "bo@acme.io", 12, ended - 5 * 60_000);
    neo.rows = [...neo.rows, late];
    await poll();
    await told(", closed: bo@acme.io reached 120 % of 10 credits after late rows (12.00)");
    const later = run("later", "bo@acme.io", 9, ended - 10 * 60_000);
    const after = { ...run("after", "cy@acme.io", 1), status: "failed", task_title: "Map the DMZ" };
    neo.rows = [...neo.rows, later, after];
    await poll();
    await told("Map the DMZ");
    const name = `${Number(day.slice(8))} `;
    expect(having(", closed:").map((text) => text.includes(name))).toEqual([true]);
  }, 60_000);

  it("explains what was told of a number and corrected, once the daemon has ended", async () => {
    expect(await daemon.end("SIGTERM")).toBe(0);
    const explained = start("explain ana-week");
    expect(await explained.ended(), explained.output()).toBe(0);
    expect(explained.output()).toMatch(/told .*: 47\.00 credits.*which corrected 41\.00 credits/s);
  }, 60_000);

  it("states a day once it is settled, and reports it with what came late", async () => {
    writeConfig("settle: 1h, overlap: 10m");
    const round = start("start --once");
    expect(await round.ended(), round.output()).toBe(0);
    const report = start(`report --day ${day}`);
    expect(await report.ended(), report.output()).toBe(0);
    expect(report.output()).toMatch(
      /^Stated on .+\.\nCompared with the day before: .+\.\nNumbers: complete to .+, 0 gaps, final to/m,
    );
    expect(report.output()).toMatch(/bo@acme\.io +2 +21\.00 +\$210\.00 +0\.00 +new +21\.00/);
    expect(report.output()).toMatch(/bo-day: bo@acme\.io +day +21\.00 +10\.00 +210 % +100%/);
    expect(having(", closed:")).toHaveLength(1);
  }, 60_000);
});
