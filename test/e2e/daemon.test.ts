import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createSimulator,
  createSlackStandIn,
  createTeam,
  oneStream,
  type Simulator,
  type SlackStandIn,
} from "../../src/simulator/index.ts";
import { findAmtool } from "../support/amtool.ts";
import { BACKENDS, type Backend } from "../support/backends.ts";
import { type Program, runProgram } from "../support/program.ts";

const MEMBER = "ana.lim@acme.io";
const AMTOOL = findAmtool();

describe.each(Object.entries(BACKENDS))("a daemon on %s", (_name, open) => {
  const folder = mkdtempSync(join(tmpdir(), "neo-budgetd-e2e-"));
  const config = join(folder, "neo-budgetd.yaml");
  let backend: Backend;
  let simulator: Simulator;
  let slack: SlackStandIn;
  let daemon: Program;
  let url: string;
  let streams = 0;

  const texts = () => slack.messages().map((message) => JSON.stringify(message));
  const about = (title: string) => texts().filter((text) => text.includes(title));

  function writeConfig(limit = "50 credits"): void {
    writeFileSync(
      config,
      `
server: { port: 0 }
accounts:
  - { name: acme, api_key: "\${NEO_API_KEY}", base_url: "${simulator.url}", poll_every: 1s, history: 7d }
rules:
  - name: member-month
    budget: { metric: neo_credits, limit: ${limit}, window: 30d, steps: [80%, 100%] }
    by: [member]
    where: { member: ${MEMBER} }
  - name: blocked
    stream: { status: [blocked] }
    where: { member: ${MEMBER} }
receivers:
  - name: channel
    slack: [{ token: xoxb-test, channel: "#neo", api_url: "${slack.url}" }]
route: { receiver: channel, group_by: [rule], group_wait: 0s, group_interval: 1s }
`,
    );
  }

  function run(args: string): Program {
    const main = join(process.cwd(), "dist/main.js");
    return runProgram(
      `exec "${process.execPath}" "${main}" ${args} --config "${config}" --data "${join(folder, "data")}"`,
      {
        cwd: folder,
        env: { ...backend.env, NEO_API_KEY: simulator.apiKey, NEO_BUDGETD_LOG: "json" },
      },
    );
  }

  async function start(): Promise<void> {
    daemon = run("start");
    await daemon.shows('"msg":"Watching"', 60_000);
    url = /"health":"([^"]+)\/readyz"/.exec(daemon.output())?.[1] ?? "";
  }

  /** Plays a stream and waits for the Slack message that tells of it, matched by text. */
  async function play(
    stream: { status?: "blocked"; credits: number; title: string },
    told: string,
  ) {
    const message = messageWith(told);
    simulator.play(
      oneStream({
        ...stream,
        name: `stream ${++streams}`,
        member: MEMBER,
        at: simulator.clock.now() - simulator.team.anchor - 1,
        executionMs: 0,
      }),
    );
    await message;
  }

  async function messageWith(text: string): Promise<void> {
    while (!texts().some((one) => one.includes(text))) {
      await Promise.race([once(slack.events, "message"), once(slack.events, "update")]);
    }
  }

  /** Waits until two more whole polls have begun. */
  async function polled(): Promise<void> {
    for (let polls = 0; polls < 2; polls++) await once(simulator.events, "request");
  }

  const ready = async () =>
    (await (await fetch(`${url}/readyz`)).json()) as Record<string, unknown>;
  const metric = async (name: string) =>
    new RegExp(`^neo_budgetd_${name}(?:{[^}]*})? (.+)$`, "m").exec(
      await (await fetch(`${url}/metrics`)).text(),
    )?.[1];

  beforeAll(async () => {
    backend = await open();
    const team = createTeam({ seed: 11, now: Date.now(), days: 7 });
    simulator = await createSimulator({ team, clock: { now: Date.now }, port: 0 });
    slack = await createSlackStandIn();
    writeConfig();
    await start();
    await daemon.shows("Read the history of acme", 60_000);
    await polled();
  });

  afterAll(async () => {
    await daemon.end("SIGKILL");
    await Promise.all([simulator.close(), slack.close(), backend.close()]);
    rmSync(folder, { recursive: true, force: true });
  });

  it("is alive, ready and measured", async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await ready()).toMatchObject({ ready: true });
    expect(Number(await metric("engine_rows"))).toBeGreaterThan(100);
    expect(await metric("config_last_reload_successful")).toBe("1");
  });

  it("tells a blocked run, and a budget step, as it happens", async () => {
    await play({ status: "blocked", credits: 1, title: "run one" }, "run one");
    await play({ credits: 40, title: "big run" }, `${MEMBER} spent 41.00 of 50 credits (82 %)`);
  });

  it.runIf(AMTOOL)(
    "lets Alertmanager's own client read its alerts, silence one, and end that",
    async () => {
      const amtool = (AMTOOL as NonNullable<typeof AMTOOL>)(url);
      const named = async (...args: string[]) =>
        (await amtool("alert", "query", "--output=simple", ...args)).match(/^\S+/gm);
      const month = ["alertname=member-month", `member=${MEMBER}`];
      expect(await named(...month)).toEqual(["Alertname", "member-month"]);
      const said = ["--author=Ana", "--comment=moving", "--duration=1h"];
      const id = (await amtool("silence", "add", ...month, ...said)).trim();
      expect(await named(...month)).toEqual(["Alertname"]);
      expect(await named("--silenced", ...month)).toEqual(["Alertname", "member-month"]);
      expect(await amtool("silence", "query")).toMatch(
        new RegExp(`${id}.*member-month.*Ana.*moving`, "s"),
      );
      await amtool("silence", "expire", id);
      expect(await named(...month)).toEqual(["Alertname", "member-month"]);
      expect(await amtool("config", "routes")).toContain("channel");
    },
  );

  it("refuses a bad configuration whole, says so on /readyz, by a metric and in the log, and goes on", async () => {
    writeFileSync(config, "accounts: [{ name: acme, api_kee: x }]\n");
    await daemon.shows("refused whole", 10_000);
    expect(daemon.output()).toMatch(/neo-budgetd\.yaml:1:26 .*api_kee/);
    expect(JSON.stringify(await ready())).toContain("refused");
    expect(await metric("config_last_reload_successful")).toBe("0");
    await play({ status: "blocked", credits: 0.01, title: "run two" }, "run two");
  });

  it("takes a good configuration on SIGHUP, and tells only the steps that it touches", async () => {
    const before = texts().length;
    writeConfig("41 credits");
    process.kill(daemon.pid, "SIGHUP");
    await daemon.shows("changed configuration is in force", 10_000);
    await messageWith(`${MEMBER} spent 41.01 of 41 credits (100 %)`);
    expect(await metric("config_last_reload_successful")).toBe("1");
    expect(
      texts()
        .slice(before)
        .filter((text) => text.includes("run one")),
    ).toEqual([]);
  });

  it("tells which key the API refuses and what to do, and that it is over", async () => {
    simulator.setFaults({ rates: { "403": 1 } });
    await messageWith("account-access");
    const [told = ""] = about("account-access");
    expect(told).toMatch(/403|team admin/);
    expect(told).not.toContain(simulator.apiKey);
    expect(JSON.stringify(await ready())).toContain("admin");
  });

  it("repeats nothing after a restart, stops within ten seconds, and hears at once that the key works again", async () => {
    const before = new Set(slack.messages().map(({ ts }) => ts));
    simulator.setFaults({});
    const asked = performance.now();
    expect(await daemon.end("SIGTERM")).toBe(0);
    expect(performance.now() - asked).toBeLessThan(10_000);
    await start();
    await messageWith("Resolved");
    await polled();
    const since = slack.messages().filter(({ ts }) => !before.has(ts));
    expect(
      since.map((message) => JSON.stringify(message)).filter((text) => !text.includes("account")),
    ).toEqual([]);
  });

  it("tells of a stream that was there while it was killed", async () => {
    await daemon.end("SIGKILL");
    simulator.play(
      oneStream({
        name: "while away",
        member: MEMBER,
        at: simulator.clock.now() - simulator.team.anchor - 1,
        status: "blocked",
        credits: 0.5,
        executionMs: 0,
        title: "run while away",
      }),
    );
    const told = messageWith("run while away");
    await start();
    await told;
    await polled();
    expect(about("run while away")).toHaveLength(1);
  });

  it("does one round and ends with --once, telling at once what is new", async () => {
    expect(await daemon.end("SIGTERM")).toBe(0);
    simulator.play(
      oneStream({
        name: "for cron",
        member: MEMBER,
        at: simulator.clock.now() - simulator.team.anchor - 1,
        status: "blocked",
        credits: 0.5,
        executionMs: 0,
        title: "run for cron",
      }),
    );
    const round = run("start --once");
    expect(await round.ended(), round.output()).toBe(0);
    expect(about("run for cron")).toHaveLength(1);
  });
});

it("refuses a second daemon on the same data folder and says what to do", async () => {
  const folder = mkdtempSync(join(tmpdir(), "neo-budgetd-e2e-"));
  const config = join(folder, "neo-budgetd.yaml");
  writeFileSync(
    config,
    `server: { port: 0 }
accounts: [{ name: acme, api_key: neo_sk_test, base_url: "http://127.0.0.1:9" }]
rules: [{ name: team, budget: { metric: spend, limit: "$500", window: month, steps: [80%] } }]
receivers: [{ name: terminal, console: [{}] }]
`,
  );
  const command = `exec "${process.execPath}" "${join(process.cwd(), "dist/main.js")}" start --config "${config}" --data "${folder}/data"`;
  const env = { DATABASE_URL: "", REDIS_URL: "", NEO_BUDGETD_LOG: "json" };
  const first = runProgram(command, { cwd: folder, env });
  try {
    await first.shows('"msg":"Watching"', 60_000);
    const second = runProgram(command, { cwd: folder, env });
    expect(await second.ended()).toBe(2);
    expect(second.output()).toMatch(new RegExp(`${first.pid}`));
    expect(second.output()).toMatch(/data/);
  } finally {
    await first.end("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  }
});
