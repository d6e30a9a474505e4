import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatProblems, loadSettings } from "../../../src/config/index.ts";
import { memoryFiles } from "../../support/config-files.ts";

const FOLDER = new URL("../../golden/config/", import.meta.url);
const ENV = {
  NEO_API_KEY: "neo_sk_from_the_environment",
  SLACK_BOT_TOKEN: "xoxb-from-the-environment",
};
/** Every secret that the wrong files or the environment hold. */
const SECRETS = /neo_sk_\w+|xoxb-\d|from.the.environment|hunter2|s3cr3t|abcdefghij/;

const cases = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => name.replace(".yaml", ""));

function outcome(name: string): string {
  const text = readFileSync(new URL(`${name}.yaml`, FOLDER), "utf8");
  const loaded = loadSettings("rules.yaml", ENV, memoryFiles({ "rules.yaml": text, key: "k" }));
  return `${loaded.ok ? "accepted" : "refused"}\n${formatProblems(loaded.ok ? loaded.warnings : loaded.problems)}`;
}

describe("mistakes in the configuration", () => {
  it.each(cases)("reports %s as its golden file says", async (name) => {
    const golden = new URL(`${name}.txt`, FOLDER).pathname;
    await expect(outcome(name)).toMatchFileSnapshot(golden);
  });

  it.each(cases)("shows no secret when it reports %s", (name) => {
    expect(outcome(name)).not.toMatch(SECRETS);
  });

  it("refuses every wrong file and accepts the one with warnings only", () => {
    const accepted = cases.filter((name) => outcome(name).startsWith("accepted"));
    expect(accepted).toEqual(["warnings-only"]);
  });
});
