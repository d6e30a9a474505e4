import { formatProblems, loadRuleTests, type RuleTestFile } from "../../src/config/index.ts";
import { type FileOutcome, runTests } from "../../src/rehearsal/index.ts";
import { memoryFiles } from "./config-files.ts";

/** RULE is the rule of test files that do not care which. */
export const RULE =
  "rules: [{ name: month, by: [member], budget: { metric: neo_credits, limit: 10 credits, window: month, steps: [50%, 100%] } }]\n";

/** ruleTests reads a test file; a mistake in it fails the test at hand. */
export function ruleTests(text: string, more: Readonly<Record<string, string>> = {}): RuleTestFile {
  const loaded = loadRuleTests("t.yaml", {}, memoryFiles({ "t.yaml": text, ...more }));
  if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
  return loaded.tests;
}

/** mistakesIn lists what is wrong with a test file, as `line:column: message`. */
export function mistakesIn(text: string, more: Readonly<Record<string, string>> = {}): string[] {
  const loaded = loadRuleTests("t.yaml", {}, memoryFiles({ "t.yaml": text, ...more }));
  if (loaded.ok) return [];
  return loaded.problems.map(
    ({ file, line, column, message }) =>
      `${file === "t.yaml" ? "" : `${file}:`}${line}:${column}: ${message}`,
  );
}

/** outcomeOf runs a test file by a clock that stands still, so that what is printed is always the same. */
export function outcomeOf(text: string): Promise<FileOutcome> {
  return runTests(ruleTests(text), { now: () => 0 });
}
