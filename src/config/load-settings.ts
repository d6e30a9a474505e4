import { createHash } from "node:crypto";
import { basename, dirname, join, resolve } from "node:path";
import { checkTemplates } from "./compile/check-templates.ts";
import { compileSettings } from "./compile/compile-settings.ts";
import type { KnownLedger } from "./doubts/doubt.ts";
import { findDoubts } from "./doubts/find-doubts.ts";
import type { Env } from "./environment.ts";
import { compareProblems, type Problem } from "./problems/problem.ts";
import { Report } from "./problems/report.ts";
import type { Settings } from "./settings.ts";
import { type ConfigFiles, diskFiles, whyUnreadable } from "./source/config-files.ts";
import { problemInFile } from "./source/excerpt.ts";
import { mergeTrees } from "./source/merge-trees.ts";
import { parseSource } from "./source/parse-source.ts";
import type { MapTree } from "./source/tree.ts";

interface Read {
  /** Every file that was read, secret files included: a change of any of them is a change of the configuration. */
  readonly files: readonly string[];
  /** Hash of the files' contents. */
  readonly fingerprint: string;
}

/** Loaded is the outcome of reading the configuration: the settings, or everything that is wrong. */
export type Loaded =
  | (Read & {
      readonly ok: true;
      readonly settings: Settings;
      readonly warnings: readonly Problem[];
      /** Rules with `enabled: false`; the settings do not hold them. */
      readonly disabledRules: readonly string[];
    })
  | (Read & { readonly ok: false; readonly problems: readonly Problem[] });

/**
 * loadSettings reads a configuration file, or a folder whose *.yaml and *.yml files are merged, and checks all of it.
 * It never throws for what is in the files: `problems` lists every mistake, by place. With what the `ledger`
 * knows it also warns of cost centres that nobody is in and of rules that wait for history, and adds up nested budgets over all members.
 */
export function loadSettings(
  path: string,
  env: Env = process.env,
  files: ConfigFiles = diskFiles,
  ledger: KnownLedger | null = null,
): Loaded {
  const recorder = new Recorder(files);
  const problems: Problem[] = [];
  const tree = readTree(path, env, recorder, problems);
  if (!tree) return { ok: false, problems: sorted(problems), ...recorder.read() };
  const report = new Report(tree, problems);
  const secretFile = (name: string, besides: string) =>
    recorder.text(resolve(dirname(besides), name));
  const { settings, disabledRules } = compileSettings(report, secretFile);
  const wrong = [...problems, ...report.problems].some(({ level }) => level === "error");
  // Both look at the whole, and would take what was left out of it for a mistake.
  if (!wrong) {
    checkTemplates(report, settings);
    findDoubts(report, settings, ledger);
  }
  const all = sorted([...problems, ...report.problems]);
  if (all.some(({ level }) => level === "error")) {
    return { ok: false, problems: all, ...recorder.read() };
  }
  return { ok: true, settings, disabledRules, warnings: all, ...recorder.read() };
}

/**
 * readTree reads a configuration file, or a folder's files merged, as a tree; null where there is nothing to check:
 * the files cannot be read, or are no YAML.
 */
export function readTree(
  path: string,
  env: Env,
  recorder: Pick<Recorder, "list" | "text">,
  problems: Problem[],
): MapTree | null {
  const trees: MapTree[] = [];
  let broken = false;
  for (const file of filesAt(path, recorder, problems)) {
    try {
      const parsed = parseSource(file, recorder.text(file), env);
      problems.push(...parsed.problems);
      if (parsed.tree) trees.push(parsed.tree);
      else broken ||= parsed.problems.length > 0;
    } catch (error) {
      problems.push(problemInFile(file, `This file ${whyUnreadable(error)}`));
      broken = true;
    }
  }
  const tree = mergeTrees(trees, problems);
  if (!tree && problems.length === 0) {
    problems.push(problemInFile(path, "The configuration is empty; it needs at least accounts"));
  }
  // With a file missing from the whole, every name in it would be reported as unknown.
  return broken ? null : tree;
}

function filesAt(path: string, recorder: Pick<Recorder, "list">, problems: Problem[]): string[] {
  try {
    const names = recorder.list(path);
    if (!names) return [path];
    const yaml = names.filter((name) => /^[^.].*\.ya?ml$/.test(name)).sort();
    if (yaml.length === 0) {
      problems.push(problemInFile(path, "This folder holds no *.yaml or *.yml files"));
    }
    return yaml.map((name) => join(path, name));
  } catch (error) {
    problems.push(
      problemInFile(path, `The configuration ${basename(path)} ${whyUnreadable(error)}`),
    );
    return [];
  }
}

/** A YAML alias or a file that is merged twice may meet the same mistake twice; it is told once. */
function sorted(problems: readonly Problem[]): Problem[] {
  const unique = new Map(problems.map((one) => [JSON.stringify(one), one]));
  return [...unique.values()].sort(compareProblems);
}

/** Recorder remembers what was read, for the fingerprint and for watching. */
class Recorder {
  readonly #files: ConfigFiles;
  readonly #texts = new Map<string, string>();

  constructor(files: ConfigFiles) {
    this.#files = files;
  }

  list(path: string): readonly string[] | null {
    return this.#files.list(path);
  }

  text(path: string): string {
    this.#texts.set(path, "");
    const text = this.#files.read(path);
    this.#texts.set(path, text);
    return text;
  }

  read(): Read {
    const hash = createHash("sha256");
    const files = [...this.#texts.keys()].sort();
    for (const file of files) hash.update(JSON.stringify([file, this.#texts.get(file)]));
    return { files, fingerprint: hash.digest("hex") };
  }
}
