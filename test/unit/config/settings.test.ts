import { describe, expect, it } from "vitest";
import { audience } from "../../../src/config/describe/audience.ts";
import {
  describeSettings,
  formatProblems,
  loadSettings,
  plainSettings,
  printSettings,
  readEnvironment,
  type Settings,
  settingsDigest,
} from "../../../src/config/index.ts";
import { memoryFiles } from "../../support/config-files.ts";

const ACCOUNT = "accounts: [{ name: acme, api_key: neo_sk_secret }]\n";
const RECEIVERS =
  "receivers: [{ name: a, console: [{}] }, { name: b, console: [{}] }, { name: c, console: [{}] }]\n";

function settings(text: string): Settings {
  const loaded = loadSettings("c.yaml", {}, memoryFiles({ "c.yaml": text }));
  if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
  return loaded.settings;
}

describe("the defaults", () => {
  it("are those of the documentation", () => {
    const result = settings("accounts: [{ name: acme, api_key: x }]\n");
    expect(plainSettings(result)).toMatchObject({
      timezone: "UTC",
      usd_per_credit: 10,
      evaluate_every: "30s",
      give_up_after: "2d",
      retention: "400d",
      server: { host: "127.0.0.1", port: 9464, tokens: [] },
      accounts: [
        {
          auth: "api_key",
          base_url: "https://neo.api.projectdiscovery.io",
          poll_every: "1m",
          history: "35d",
          overlap: "3h",
          settle: "7d",
          reconcile_every: "1m",
          timeout: "30s",
        },
      ],
      receivers: [{ name: "console", integrations: [{ id: "console/console/0" }] }],
      route: {
        path: "0",
        receiver: "console",
        group_by: ["rule"],
        group_wait: "30s",
        group_interval: "5m",
        repeat_interval: "4h",
      },
    });
  });

  it("of a rule follow its kind", () => {
    const { rules } = settings(`${ACCOUNT}rules:
  - { name: b, budget: { metric: spend, limit: 1 credit, window: month, steps: [50%, 80%, 100%, 120%] } }
  - { name: t, threshold: { metric: cost_per_stream, over: 1h, above: 1 credit } }
  - { name: s, stream: {}, where: { cost_above: 1 credit } }
`);
    expect(rules[0]).toMatchObject({
      time: "created_at",
      steps: [
        { severity: "info" },
        { severity: "warning" },
        { severity: "critical" },
        { severity: "critical" },
      ],
    });
    expect(rules[1]).toMatchObject({
      time: "finished_at",
      severity: "warning",
      metric: { name: "cost_per_stream", statistic: "avg" },
    });
    expect(rules[2]).toMatchObject({
      status: ["completed", "error", "failed", "aborted", "blocked"],
    });
  });

  it("of a branch are what the branch above it says", () => {
    const { route } = settings(`${ACCOUNT}${RECEIVERS}route:
  receiver: a
  group_wait: 1m
  routes:
    - { receiver: b, group_by: [member], routes: [{ receiver: c, repeat_interval: 1d }] }
`);
    expect(route.routes[0]?.routes[0]).toMatchObject({
      path: "0/0/0",
      receiver: "c",
      groupBy: ["member"],
      groupWaitMs: 60_000,
      groupIntervalMs: 300_000,
      repeatIntervalMs: 86_400_000,
    });
  });
});

describe("the digest", () => {
  const digest = (text: string) => settingsDigest(settings(text));
  const base = `${ACCOUNT}rules: [{ name: r, stream: { status: failed }, where: { member: "*@a.io" } }]\n`;

  it("does not change with comments, key order or the way a duration is written", () => {
    expect(digest(`# words\nretention: 9600h\n${base}`)).toBe(digest(`${base}retention: 400d\n`));
  });

  it.each([
    ["a pattern", base.replace("*@a.io", "*@b.io")],
    ["a secret", base.replace("neo_sk_secret", "neo_sk_other")],
    ["a value", `${base}usd_per_credit: 11\n`],
  ])("changes with %s", (_, text) => {
    expect(digest(text)).not.toBe(digest(base));
  });
});

describe("the audience of an alert", () => {
  const route = settings(`${ACCOUNT}${RECEIVERS}route:
  receiver: a
  routes:
    - { matchers: [severity="critical"], receiver: b, continue: true }
    - { matchers: [severity="critical"], receiver: c }
    - { matchers: [member="x"], receiver: c }
`).route;

  it.each([
    [
      "a certain branch, and those after it where it continues",
      { severity: "critical" },
      ["b", "c"],
    ],
    ["the top where no branch matches", { severity: "info", member: "y" }, ["a"]],
    [
      "both where only the alert itself will tell",
      { severity: "info", member: null },
      ['c if member="x"', "a"],
    ],
  ])("is %s", (_, labels, expected) => {
    const told = audience(route, labels).map(({ receiver, provided }) =>
      provided.length > 0 ? `${receiver} if ${provided.join()}` : receiver,
    );
    expect(told).toEqual(expected);
  });
});

describe("what is printed", () => {
  it("holds no secret, in words or as YAML", () => {
    const result = settings(`${ACCOUNT}receivers:
  - { name: s, slack: [{ url: "https://hooks.slack.com/services/secret" }] }
`);
    const printed = describeSettings(result) + printSettings(result) + JSON.stringify(result);
    expect(printed).not.toContain("secret");
    expect(printed).toContain("***");
  });

  it("is the same text each time", () => {
    expect(describeSettings(settings(ACCOUNT))).toBe(describeSettings(settings(ACCOUNT)));
  });
});

describe("the environment", () => {
  it("has defaults for everything", () => {
    expect(readEnvironment({ DATABASE_URL: "", LOG_LEVEL: "" })).toEqual({
      databaseUrl: null,
      redisUrl: null,
      configPath: "config/neo-budgetd.yaml",
      dataDir: "./data",
      logLevel: "info",
      logFormat: null,
    });
  });

  it("keeps addresses as secrets", () => {
    const env = readEnvironment({
      DATABASE_URL: "postgres://u:secret@db/neo",
      REDIS_URL: "rediss://:secret@redis",
    });
    expect(env.databaseUrl?.reveal()).toBe("postgres://u:secret@db/neo");
    expect(JSON.stringify(env)).not.toContain("secret");
  });

  it.each([
    [{ LOG_LEVEL: "verbos" }, 'LOG_LEVEL is "verbos"'],
    [{ LOG_LEVEL: "wran" }, "did you mean warn?"],
    [{ NEO_BUDGETD_LOG: "xml" }, "allowed are pretty, json"],
    [
      { DATABASE_URL: "mysql://u:secret@db" },
      "DATABASE_URL must be an address that starts with postgres://",
    ],
    [{ REDIS_URL: "secret" }, "REDIS_URL must be an address that starts with redis://"],
  ])("refuses %j in words", (env, message) => {
    expect(() => readEnvironment(env)).toThrow(message);
    expect(() => readEnvironment(env)).not.toThrow("secret");
  });
});
