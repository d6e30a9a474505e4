import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runProgram } from "../support/program.ts";

const folder = mkdtempSync(join(tmpdir(), "neo-budgetd-rule-tests-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `neo-budgetd test` as it was built, without any of the secrets that the configurations name. */
async function run(words: string) {
  const env = { NO_COLOR: "1", NEO_API_KEY: "", SLACK_BOT_TOKEN: "", SMTP_URL: "" };
  const program = runProgram(`node dist/main.js test ${words}`, { cwd: process.cwd(), env });
  const code = await program.ended();
  return { code, output: program.output() };
}

describe("neo-budgetd test", () => {
  it("passes every example of config/tests", async () => {
    const { code, output } = await run("");
    expect(output).toMatch(/^\d+ passed\n$/m);
    expect(output).not.toContain("✗");
    expect(code).toBe(0);
  });

  it("fails with a diff, and writes JUnit XML for the build server", async () => {
    const report = join(folder, "junit.xml");
    const { code, output } = await run(`test/golden/rehearsal/failing.yaml --junit ${report}`);
    expect(code).toBe(1);
    expect(output).toBe(readFileSync("test/golden/rehearsal/failing.txt", "utf8"));
    const timeless = readFileSync(report, "utf8").replace(/time="[\d.]+"/g, 'time="0.000"');
    expect(timeless).toBe(readFileSync("test/golden/rehearsal/failing.junit.xml", "utf8"));
  });

  it("runs several paths, and of them only what the filter names", async () => {
    const { code, output } = await run(
      'config/tests/stream.yaml test/golden/rehearsal/failing.yaml --filter "THAT PASSES" --json',
    );
    expect(code).toBe(0);
    const { ok, files } = JSON.parse(output) as { ok: boolean; files: { tests: object[] }[] };
    expect(ok).toBe(true);
    expect(files.map(({ tests }) => tests.length)).toEqual([1]);
  });

  it("refuses a filter that fits nothing, naming the tests there are", async () => {
    const { code, output } = await run("test/golden/rehearsal/failing.yaml --filter nothing");
    expect(code).toBe(2);
    expect(output).toContain('no test\'s name contains "nothing"');
    expect(output).toContain("  a test that passes\n");
  });

  it("refuses what is no test file, with the place of each mistake, and runs none", async () => {
    const { code, output } = await run("config/minimal.yaml config/tests/stream.yaml");
    expect(code).toBe(2);
    expect(output).toMatch(/^config\/minimal\.yaml:\d+:\d+: error: /m);
    expect(output).toContain("no test was run");
    expect((await run("no/such/folder")).output).toContain(
      "there is no file or folder no/such/folder with rule tests",
    );
  });

  it("tells its notation with --help", async () => {
    const { code, output } = await run("--help");
    expect(code).toBe(0);
    expect(output).toContain("A TEST FILE");
    expect(output).toContain("--junit");
  });
});
