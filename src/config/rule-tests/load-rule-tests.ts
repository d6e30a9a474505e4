import type { Env } from "../environment.ts";
import { checkShape } from "../problems/check-shape.ts";
import { compareProblems, type Problem } from "../problems/problem.ts";
import { Report } from "../problems/report.ts";
import { type ConfigFiles, diskFiles, whyUnreadable } from "../source/config-files.ts";
import { problemInFile } from "../source/excerpt.ts";
import { type ParsedSource, parseSource } from "../source/parse-source.ts";
import { at } from "../source/tree.ts";
import { Mistake } from "../values/leaf.ts";
import { compileTest } from "./compile-test.ts";
import type { RuleTest, RuleTestFile } from "./rule-test.ts";
import { type FileInput, fileSchema } from "./test-schema.ts";
import { testedSettings } from "./tested-settings.ts";

/** LoadedTests is the outcome of reading a test file: its tests, or everything that is wrong with it. */
export type LoadedTests =
  | { readonly ok: true; readonly tests: RuleTestFile }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * loadRuleTests reads a file of rule tests and the configuration that it names. Secrets of that configuration are
 * neither needed nor read. It never throws for what is in the files: `problems` lists every mistake, by place.
 */
export function loadRuleTests(
  file: string,
  env: Env = process.env,
  files: ConfigFiles = diskFiles,
): LoadedTests {
  const problems: Problem[] = [];
  const tests = read(file, { env, files }, problems);
  if (tests && problems.length === 0) return { ok: true, tests };
  const unique = new Map(problems.map((one) => [JSON.stringify(one), one]));
  return { ok: false, problems: [...unique.values()].sort(compareProblems) };
}

interface Source {
  readonly env: Env;
  readonly files: ConfigFiles;
}

function read(file: string, source: Source, problems: Problem[]): RuleTestFile | null {
  const parsed = parse(file, source);
  if (!parsed.tree) {
    problems.push(...parsed.problems);
    if (problems.length === 0) problems.push(problemInFile(file, "This file holds no tests"));
    return null;
  }
  const report = new Report(parsed.tree, parsed.problems);
  const compiled = compileFile(report, file, source);
  const own = parsed.problems.filter((problem) => !compiled?.leftOut(problem));
  problems.push(...own, ...report.problems.filter(({ level }) => level === "error"));
  return compiled?.tests ?? null;
}

function parse(file: string, { env, files }: Source): ParsedSource {
  try {
    return parseSource(file, files.read(file), env);
  } catch (error) {
    return { tree: null, problems: [problemInFile(file, `This file ${whyUnreadable(error)}`)] };
  }
}

interface CompiledFile {
  readonly tests: RuleTestFile | null;
  readonly leftOut: (problem: Problem) => boolean;
}

function compileFile(report: Report, file: string, source: Source): CompiledFile | null {
  const shaped = checkShape(report, fileSchema, [], () => "");
  if (!shaped) return null;
  const { value: input } = shaped;
  refuseTwoConfigurations(report, input);
  const { tested, leftOut } = testedSettings(report, file, input, source);
  const list = at(report.tree, ["tests"]);
  if (list?.kind !== "list" || list.items.length === 0) {
    const mistake = list ? "must be a list of tests" : "has no tests";
    report.mistake(list ? ["tests"] : [], new Mistake(mistake));
    return { tests: null, leftOut };
  }
  const timezone = input.timezone ?? tested?.settings.timezone ?? "UTC";
  const tests = list.items.flatMap(
    (_, index) => compileTest(report, ["tests", index], tested, timezone) ?? [],
  );
  refuseTwins(report, tests);
  return { tests: tested && { file, ...tested, tests }, leftOut };
}

const OF_THE_CONFIGURATION = ["rules", "groups", "receivers", "route", "accounts"];

function refuseTwoConfigurations(report: Report, { config }: FileInput): void {
  const written = OF_THE_CONFIGURATION.filter((section) => at(report.tree, [section]));
  if (config === undefined && !written.includes("rules")) {
    report.error([], 'There are no rules to test: name a "config", or write "rules" here');
  }
  for (const section of config === undefined ? [] : written) {
    report.keyError(
      [section],
      `"${section}" is part of the configuration that "config" names; give one of the two`,
    );
  }
}

/** Two tests of one name could not be told apart in a report. */
function refuseTwins(report: Report, tests: readonly RuleTest[]): void {
  for (const [index, { name }] of tests.entries()) {
    if (tests.findIndex((one) => one.name === name) === index) continue;
    report.error(["tests", index, "name"], `Another test of this file is called "${name}"`);
  }
}
