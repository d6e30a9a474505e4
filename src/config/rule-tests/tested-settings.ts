import { dirname, join } from "node:path";
import { compileSettings } from "../compile/compile-settings.ts";
import type { Env } from "../environment.ts";
import { readTree } from "../load-settings.ts";
import type { Problem } from "../problems/problem.ts";
import { Report } from "../problems/report.ts";
import type { Receiver, Settings } from "../settings.ts";
import type { ConfigFiles } from "../source/config-files.ts";
import { problemInFile } from "../source/excerpt.ts";
import type { MapTree } from "../source/tree.ts";
import type { FileInput } from "./test-schema.ts";
import { withoutSecrets } from "./without-secrets.ts";

/** Tested is the configuration that a file's tests rehearse. */
export interface Tested {
  readonly settings: Settings;
  readonly sendResolved: ReadonlyMap<string, boolean>;
}

const INLINE = [
  "timezone",
  "usd_per_credit",
  "evaluate_every",
  "amend_from",
  "groups",
  "rules",
  "receivers",
  "route",
];

/** TestedSettings is the outcome of compiling a configuration to be tested; `tested` is null where something is wrong with it. */
export interface TestedSettings {
  readonly tested: Tested | null;
  /** Tells whether a problem lies in what tests leave out, such as a secret's variable that is not set here. */
  readonly leftOut: (problem: Problem) => boolean;
}

/**
 * testedSettings compiles the configuration that a test file names, or the one written in it; what is wrong with it
 * `report` then holds.
 */
export function testedSettings(
  report: Report,
  file: string,
  input: FileInput,
  source: { readonly env: Env; readonly files: ConfigFiles },
): TestedSettings {
  const problems: Problem[] = [];
  const config =
    input.config === undefined
      ? inline(report.tree)
      : namedConfig(input.config, file, source, problems);
  if (!config) {
    report.problems.push(...problems);
    return { tested: null, leftOut: () => false };
  }
  const { tree, kinds, sendResolved, leftOut } = withoutSecrets(config, input.accounts ?? ["acme"]);
  const parsing = problems.filter((problem) => !leftOut(problem));
  const compiling = new Report(tree, parsing);
  const { settings } = compileSettings(compiling, () => "none");
  const wrong = [...parsing, ...compiling.problems].filter(({ level }) => level === "error");
  report.problems.push(...wrong);
  if (wrong.length > 0) return { tested: null, leftOut };
  const evaluateEveryMs = input.evaluate_every ?? settings.evaluateEveryMs;
  const receivers = settings.receivers.map((one) => withOwnLanes(one, kinds));
  return {
    tested: { settings: { ...settings, evaluateEveryMs, receivers }, sendResolved },
    leftOut,
  };
}

function inline(tree: MapTree): MapTree {
  const entries = new Map([...tree.entries].filter(([key]) => INLINE.includes(key)));
  return { ...tree, entries };
}

function namedConfig(
  name: string,
  file: string,
  { env, files }: { readonly env: Env; readonly files: ConfigFiles },
  problems: Problem[],
): MapTree | null {
  const path = join(dirname(file), name);
  const reader = { list: (at: string) => files.list(at), text: (at: string) => files.read(at) };
  const tree = readTree(path, env, reader, problems);
  if (!tree && problems.length === 0) problems.push(problemInFile(path, "Nothing to test in it"));
  return tree;
}

/** The integrations as configured, by their ids; a receiver without any, as tests may have it, has the console. */
function withOwnLanes(
  { name, integrations }: Receiver,
  kinds: ReadonlyMap<string, readonly string[]>,
): Receiver {
  const own = kinds.get(name) ?? [];
  if (own.length === 0) return { name, integrations };
  const count = new Map<string, number>();
  const lanes = own.map((kind) => {
    const index = count.get(kind) ?? 0;
    count.set(kind, index + 1);
    return { id: `${name}/${kind}/${index}`, kind, config: {} };
  });
  return { name, integrations: lanes };
}
