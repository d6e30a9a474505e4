import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createSimulator,
  createSlackStandIn,
  createTeam,
  type Simulator,
  type SlackStandIn,
} from "../../src/simulator/index.ts";
import { type Program, runProgram } from "../support/program.ts";
import { blocksOf, commandsOf } from "../support/readme.ts";

const commands = commandsOf("README.md");

/** Run elsewhere, or not at all, and where instead. */
const ELSEWHERE: Record<string, () => void> = {
  "npm ci && npm test": () => {
    expect(readFileSync(".ci/run", "utf8")).toContain("\nnpm ci && npm test");
  },
  // There is no Docker engine where the tests run: packaging.test.ts holds the file against the Compose schema.
  "docker compose up --build --detach": () => {
    expect(readFileSync("test/unit/project/packaging.test.ts", "utf8")).toContain("composeSchema");
  },
};

describe("the README's commands, in its order, in a clean clone", () => {
  const root = mkdtempSync(join(tmpdir(), "neo-budgetd-readme-"));
  const clone = join(root, "clone");
  const env: Record<string, string> = {
    npm_config_prefix: join(root, "prefix"),
    PATH: `${join(root, "prefix/bin")}:${process.env["PATH"]}`,
    NEO_BUDGETD_DATA: join(root, "data"),
    ...{ DATABASE_URL: "", REDIS_URL: "", NO_COLOR: "1", NEO_BUDGETD_LOG: "json" },
  };
  const tried = new Set<string>();
  const running: Program[] = [];
  let simulator: Simulator;
  let slack: SlackStandIn;

  /** The command as the README has it; a changed README fails here. */
  function take(start: string): string {
    const command = commands.find((one) => one.startsWith(start) && !tried.has(one));
    if (!command) throw new Error(`README.md has no command "${start}…" (any more)`);
    tried.add(command);
    return command;
  }

  function start(command: string): Program {
    const program = runProgram(command, { cwd: clone, env });
    running.push(program);
    return program;
  }

  beforeAll(async () => {
    const team = createTeam({ seed: 3, now: Date.now(), days: 35 });
    simulator = await createSimulator({ team, clock: { now: Date.now }, port: 0 });
    slack = await createSlackStandIn();
    const cloned = runProgram(`git clone --quiet --no-hardlinks "${process.cwd()}" "${clone}"`, {
      cwd: root,
    });
    expect(await cloned.ended(), cloned.output()).toBe(0);
  });

  afterAll(async () => {
    for (const program of running) await program.end("SIGKILL").catch(() => undefined);
    await Promise.all([simulator.close(), slack.close()]);
    rmSync(root, { recursive: true, force: true });
  });

  it("shows a budget step, a spike, an error rate and a blocked run as Slack messages within two minutes", async () => {
    const demo = start(take("npm ci && npm run demo"));
    // Installing is the network's time, not the demo's.
    await demo.shows("neo-budgetd demo:", 240_000);
    const slackMessage = (text: string) => new RegExp(`Slack #[\\s\\S]*?│[\\s\\S]*?${text}`);
    await Promise.all(
      [
        "spent .* of .* credits \\(8\\d %\\)",
        "its usual|it usually",
        "Error rate of",
        "was blocked",
      ].map((text) => demo.shows(slackMessage(text), 120_000)),
    );
    const asked = performance.now();
    // As Ctrl-C on a terminal, the signal goes to the shell and npm too: their exit codes say nothing of the demo.
    await demo.end("SIGINT");
    expect(demo.output()).toContain("The demo is over");
    expect(performance.now() - asked).toBeLessThan(10_000);
  }, 400_000);

  it("puts the program on the path", async () => {
    const install = start(take("npm ci && npm run build && npm link"));
    expect(await install.ended(), install.output().slice(-2000)).toBe(0);
  }, 240_000);

  it("checks and starts the first configuration as it is printed", async () => {
    const first = blocksOf("README.md").find(({ text }) => text.includes("terminal"))?.text ?? "";
    const [, value = ""] = /export NEO_API_KEY=(.*)/.exec(take("export NEO_API_KEY=")) ?? [];
    expect(value).toMatch(/^neo_sk_/);
    env["NEO_API_KEY"] = simulator.apiKey;
    // The one thing that is not as printed: the API is the simulator, the port a free one.
    const config = first.replace("api_key:", `base_url: "${simulator.url}"\n    api_key:`);
    writeFileSync(join(clone, "neo-budgetd.yaml"), `${config}\nserver: { port: 0 }\n`);

    const schema = start(take("neo-budgetd schema >"));
    expect(await schema.ended(), schema.output()).toBe(0);
    expect(JSON.parse(readFileSync(join(clone, "neo-budgetd.schema.json"), "utf8"))).toHaveProperty(
      "$schema",
    );

    const check = start(take("neo-budgetd check"));
    expect(await check.ended(), check.output()).toBe(0);
    expect(check.output()).toContain("member-month: budget of 50 credits ($500.00)");

    const daemon = start(take("neo-budgetd start"));
    await daemon.shows("Read the history of acme", 60_000);
    const asked = performance.now();
    expect(await daemon.end("SIGTERM")).toBe(0);
    expect(performance.now() - asked).toBeLessThan(10_000);
  }, 120_000);

  it("sends a test message to the Slack receiver as it is printed", async () => {
    take("export SLACK_BOT_TOKEN=xoxb-");
    env["SLACK_BOT_TOKEN"] = "xoxb-test";
    const receiver =
      blocksOf("README.md").find(({ text }) => text.includes("SLACK_BOT_TOKEN"))?.text ?? "";
    const config = readFileSync(join(clone, "neo-budgetd.yaml"), "utf8").replace(
      /^receivers:[\s\S]*?(?=^server)/m,
      "",
    );
    const slackAt = receiver.replace(
      'channel: "#neo-budget"',
      `channel: "#neo-budget"\n        api_url: "${slack.url}"`,
    );
    writeFileSync(join(clone, "neo-budgetd.yaml"), `${config}\n${slackAt}\n`);
    const send = start(take("neo-budgetd send-test"));
    expect(await send.ended(), send.output()).toBe(0);
    expect(JSON.stringify(slack.messages())).toContain("Test, nothing has happened");
  });

  it("says who would be told of an alert", async () => {
    const routes = start(take("neo-budgetd routes"));
    expect(await routes.ended(), routes.output()).toBe(0);
    expect(routes.output()).toContain("all alerts →");
  });

  it("writes the environment for Compose", async () => {
    const echoes = ["NEO_API_KEY", "POSTGRES_PASSWORD", "NEO_BUDGETD_TOKEN_SHA256"];
    for (const command of echoes.map((name) => take(`echo "${name}`))) {
      const echo = start(command);
      expect(await echo.ended(), echo.output()).toBe(0);
    }
    expect(readFileSync(join(clone, ".env"), "utf8")).toMatch(
      /^NEO_API_KEY=neo_sk_.*\nPOSTGRES_PASSWORD=[0-9a-f]{32}\nNEO_BUDGETD_TOKEN_SHA256=[0-9a-f]{64}\n$/,
    );
  });

  it("leaves no command of the README untried", () => {
    const left = commands.filter((command) => !tried.has(command));
    for (const command of left) {
      expect(Object.keys(ELSEWHERE)).toContain(command);
      ELSEWHERE[command]?.();
    }
  });
});
