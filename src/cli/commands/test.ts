import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defineCommand } from "citty";
import {
  countProblems,
  type Env,
  formatProblems,
  loadRuleTests,
  type RuleTestFile,
} from "../../config/index.ts";
import { OperatorError } from "../../core/errors.ts";
import { type FileOutcome, junitXml, outcomeText, runTests } from "../../rehearsal/index.ts";

/** DEFAULT_TESTS_PATH is where rule tests lie unless a path is given. */
export const DEFAULT_TESTS_PATH = "config/tests";

/** TestOptions are what `test` works on, and where its output goes. */
export interface TestOptions {
  readonly paths: readonly string[];
  readonly filter?: string | undefined;
  readonly junit?: string | undefined;
  readonly json?: boolean;
  readonly color?: boolean;
  readonly env: Env;
  readonly now: () => number;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** runTest runs rule tests; returns 0 where all pass, 1 where one fails, 2 where a file is wrong (then none is run). */
export async function runTest(options: TestOptions): Promise<0 | 1 | 2> {
  const { filter, now, out, err, color = false } = options;
  const loaded = options.paths.flatMap(testFiles).map((file) => loadRuleTests(file, options.env));
  const problems = loaded.flatMap((one) => (one.ok ? [] : one.problems));
  if (problems.length > 0) {
    if (options.json) out(`${JSON.stringify({ ok: false, problems }, null, 2)}\n`);
    else err(`${formatProblems(problems, { color })}${countProblems(problems)}; no test was run\n`);
    return 2;
  }
  const outcomes: FileOutcome[] = [];
  for (const one of loaded) if (one.ok) outcomes.push(await runTests(one.tests, { filter, now }));
  refuseNothing(
    outcomes,
    loaded.flatMap((one) => (one.ok ? [one.tests] : [])),
    filter,
  );
  const ok = outcomes.every(({ tests }) => tests.every((test) => test.differences.length === 0));
  const run = outcomes.filter(({ tests }) => tests.length > 0);
  if (options.junit !== undefined) writeReport(options.junit, junitXml(run));
  out(
    options.json ? `${JSON.stringify({ ok, files: run }, null, 2)}\n` : outcomeText(run, { color }),
  );
  return ok ? 0 : 1;
}

/** A filter that fits no test would otherwise report that everything is fine. */
function refuseNothing(
  outcomes: readonly FileOutcome[],
  files: readonly RuleTestFile[],
  filter: string | undefined,
): void {
  if (outcomes.some(({ tests }) => tests.length > 0)) return;
  const names = files.flatMap(({ tests }) => tests.map(({ name }) => `  ${name}`));
  throw new OperatorError(
    `no test's name contains "${filter ?? ""}". The tests are:\n${names.join("\n")}`,
  );
}

function testFiles(path: string): string[] {
  if (!isFolder(path)) return [path];
  const names = readdirSync(path, { recursive: true }).map(String);
  const files = names.filter((name) => /(?:^|\/)[^./][^/]*\.ya?ml$/.test(name)).sort();
  if (files.length === 0) {
    throw new OperatorError(`the folder ${path} holds no *.yaml or *.yml files with rule tests.`);
  }
  return files.map((name) => join(path, name));
}

function isFolder(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) {
    throw new OperatorError(
      `there is no file or folder ${path} with rule tests; name one: neo-budgetd test PATH.`,
    );
  }
  return found.isDirectory();
}

function writeReport(path: string, xml: string): void {
  try {
    writeFileSync(path, xml);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new OperatorError(`the JUnit report ${path} cannot be written: ${why}`);
  }
}

/** test is `neo-budgetd test [PATH…] [--filter NAME] [--junit FILE] [--json]`. */
export const test = defineCommand({
  meta: {
    name: "test",
    description:
      "Run rule tests: rows in, alerts and messages out, by the daemon's own code; needs no account",
  },
  args: {
    path: {
      type: "positional",
      required: false,
      valueHint: "…",
      description: `Files or folders of rule tests (default: ${DEFAULT_TESTS_PATH})`,
    },
    filter: { type: "string", description: "Run only the tests whose name contains this" },
    junit: { type: "string", description: "Also write the outcome to this file as JUnit XML" },
    json: { type: "boolean", description: "Print the outcome as JSON" },
  },
  async run({ args }) {
    const { env, stdout, stderr } = process;
    process.exitCode = await runTest({
      paths: args._.length > 0 ? args._ : [DEFAULT_TESTS_PATH],
      filter: args.filter,
      junit: args.junit,
      json: args.json ?? false,
      color: stdout.isTTY && !env["NO_COLOR"],
      env,
      now: () => performance.now(),
      out: (text) => stdout.write(text),
      err: (text) => stderr.write(text),
    });
  },
});
