import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const root = process.cwd();

interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: { from: string; to: string; rule: { name: string } }[];
  };
}

/** cruise checks the `src` below a folder under the project's own table, as `npm run lint` does. */
async function cruise(folder: string): Promise<Cruise["summary"]> {
  const program = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
  const config = join(root, ".dependency-cruiser.cjs");
  const run = promisify(execFile)(
    process.execPath,
    [program, "src", "--config", config, "--output-type", "json"],
    {
      cwd: folder,
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  // The program exits with the number of violations; its report is on standard output all the same.
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  return (JSON.parse(stdout) as Cruise).summary;
}

describe("the import table", () => {
  it("has nothing to object to in the source, and looks at all of it", async () => {
    const summary = await cruise(root);
    expect(summary.totalCruised).toBeGreaterThan(100);
    expect(summary.violations.map((v) => `${v.rule.name}: ${v.from} → ${v.to}`)).toEqual([]);
  }, 60_000);

  it("bites on every kind of import that it forbids", async () => {
    const summary = await cruise(join(root, "test/support/boundaries"));
    const bitten = summary.violations.map((v) => `${v.from}: ${v.rule.name}`);
    expect(bitten).toEqual(
      expect.arrayContaining([
        "src/core/reads-a-file.ts: core-is-pure",
        "src/core/uses-a-package.ts: core-is-pure",
        "src/core/uses-a-package.ts: yaml-only-in-config",
        "src/flow/knows-the-queue.ts: bullmq-only-in-jobs",
        "src/flow/circle-a.ts: no-cycles",
        "src/notifiers/slack/knows-another.ts: notifiers-do-not-know-each-other",
        "src/jobs/goes-past-the-face.ts: through-the-face",
        "src/ledger/knows-the-configuration.ts: ledger-may-import-core",
        "src/rehearsal/knows-the-database.ts: rehearsal-may-import-core-flow-config-notifiers",
      ]),
    );
  }, 60_000);
});
