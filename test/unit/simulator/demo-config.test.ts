import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { demoConfig } from "../../../src/cli/demo/demo-config.ts";
import { formatProblems, loadSettings } from "../../../src/config/index.ts";

it("writes a configuration that the daemon understands, with a rule for each kind of alert", () => {
  const folder = mkdtempSync(join(tmpdir(), "demo-config-"));
  const file = join(folder, "neo-budgetd.yaml");
  writeFileSync(
    file,
    demoConfig({
      simulatorUrl: "http://127.0.0.1:1",
      slackUrl: "http://127.0.0.1:2/api/",
      timezone: "Europe/Berlin",
      startsOn: 15,
      budget: 60,
    }),
  );
  const loaded = loadSettings(file, {
    NEO_API_KEY: "neo_sk_00000000000000000000000000000000",
    SLACK_BOT_TOKEN: "xoxb-demo",
    SLACK_APP_TOKEN: "xapp-demo",
    SMTP_URL: "smtp://127.0.0.1:3",
  });
  rmSync(folder, { recursive: true });
  expect(loaded.ok ? formatProblems(loaded.warnings) : formatProblems(loaded.problems)).toBe("");
  expect(loaded.ok && loaded.settings.rules.map(({ name, kind }) => [name, kind])).toEqual([
    ["member-month", "budget"],
    ["byok-month", "budget"],
    ["credit-spike", "spike"],
    ["error-rate", "threshold"],
    ["failed-or-blocked", "stream"],
  ]);
});
