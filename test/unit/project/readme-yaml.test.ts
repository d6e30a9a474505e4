import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { formatProblems, loadRuleTests, loadSettings } from "../../../src/config/index.ts";
import { runTests } from "../../../src/rehearsal/index.ts";
import { blocksOf } from "../../support/readme.ts";

/** What a block that shows one section leaves out. */
const REST = {
  accounts: "accounts: [{ name: acme, api_key: neo_sk_test }]",
  rules:
    'rules: [{ name: team, budget: { metric: spend, limit: "$500", window: month, steps: [80%] } }]',
  receivers: "receivers: [{ name: terminal, console: [{}] }]",
};
const ENV = {
  NEO_API_KEY: "neo_sk_test",
  SLACK_BOT_TOKEN: "xoxb-test",
  SLACK_APP_TOKEN: "xapp-test",
  SLACK_SIGNING_SECRET: "8f742231b10e8888abcd99yyyzzz85a5",
  NEO_WEBHOOK_SECRET: "6f1c9a58d2e84b7a",
  PAGERDUTY_KEY: "0123456789abcdef0123456789abcdef",
  OPSGENIE_KEY: "an-opsgenie-key",
  TEAMS_WORKFLOW_URL: "https://workflow.example.com/?sig=x",
  DISCORD_WEBHOOK_URL: "https://discord.example.com/api/webhooks/1/x",
  CHAT_URL: "https://chat.example.com/hook",
  SMTP_URL: "smtp://user:password@mail.acme.io:587",
};

const isRuleTest = (text: string) => /^tests:/m.test(text);
const ruleTests = blocksOf("README.md").filter(({ text }) => isRuleTest(text));

const blocks = [
  "README.md",
  "docs/architecture.md",
  "docs/receivers.md",
  "docs/slack.md",
  "CONTRIBUTING.md",
].flatMap((file) =>
  blocksOf(file)
    .filter(({ language, text }) => language === "yaml" && !isRuleTest(text))
    .map((block) => [`${file}:${block.line}`, block.text] as const),
);

describe("the YAML that the documentation shows", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "neo-budgetd-readme-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("is there", () => {
    expect(blocks.length).toBeGreaterThan(4);
  });

  it.each(blocks)("%s is taken without a problem or a warning", (_place, text) => {
    writeFileSync(join(folder, "block.yaml"), text);
    const missing = Object.entries(REST).filter(([key]) => !new RegExp(`^${key}:`, "m").test(text));
    writeFileSync(join(folder, "rest.yaml"), missing.map(([, yaml]) => yaml).join("\n"));
    const loaded = loadSettings(folder, ENV);
    expect(loaded.ok ? loaded.warnings : loaded.problems).toEqual([]);
  });

  it("has a rule test among it, which passes", async () => {
    expect(ruleTests.length).toBeGreaterThan(0);
    for (const { text } of ruleTests) {
      const path = join(folder, "rule-test.yaml");
      writeFileSync(path, text);
      const loaded = loadRuleTests(path, ENV);
      if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
      const { tests } = await runTests(loaded.tests, { now: () => 0 });
      expect(tests.flatMap(({ differences }) => differences)).toEqual([]);
    }
  });
});
