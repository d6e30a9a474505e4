import { defineCommand } from "citty";
import {
  countProblems,
  DEFAULT_CONFIG_PATH,
  describeSettings,
  type Env,
  type Environment,
  formatProblems,
  githubAnnotations,
  type KnownLedger,
  type Loaded,
  loadSettings,
  type Problem,
  plainSettings,
  printSettings,
  readEnvironment,
} from "../../config/index.ts";

const FORMATS = ["text", "json", "github"] as const;

/** CheckOptions are what `check` works on: a path, the environment for `${VAR}`, and where its output goes. */
export interface CheckOptions {
  readonly path: string;
  readonly format?: (typeof FORMATS)[number];
  readonly print?: boolean;
  /** Warnings count as errors. */
  readonly strict?: boolean;
  readonly color?: boolean;
  readonly env: Env;
  /** What the ledger knows; left out where it was not asked. */
  readonly ledger?: KnownLedger;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/**
 * runCheck checks a configuration without running anything and prints what it understood. Returns the exit code: 0 where
 * nothing is wrong, 1 where `strict` turns warnings into errors, 2 where the configuration would be refused.
 */
export function runCheck(options: CheckOptions): 0 | 1 | 2 {
  const loaded = loadSettings(options.path, options.env, undefined, options.ledger);
  const problems = problemsOf(loaded, options.strict ?? false);
  PRINTERS[options.format ?? "text"](loaded, problems, options);
  if (!loaded.ok) return 2;
  return problems.some(({ level }) => level === "error") ? 1 : 0;
}

function problemsOf(loaded: Loaded, strict: boolean): readonly Problem[] {
  if (!loaded.ok) return loaded.problems;
  if (!strict) return loaded.warnings;
  return loaded.warnings.map((one) => ({ ...one, level: "error" }));
}

type Print = (loaded: Loaded, problems: readonly Problem[], options: CheckOptions) => void;

const PRINTERS: Readonly<Record<(typeof FORMATS)[number], Print>> = {
  text: printText,
  json: printJson,
  github: (_, problems, { out }) => out(githubAnnotations(problems)),
};

function printJson(loaded: Loaded, problems: readonly Problem[], { out }: CheckOptions): void {
  const { files } = loaded;
  const result = loaded.ok
    ? {
        ok: problems.every(({ level }) => level === "warning"),
        files,
        warnings: problems,
        disabledRules: loaded.disabledRules,
        settings: plainSettings(loaded.settings),
      }
    : { ok: false, files, problems };
  out(`${JSON.stringify(result, null, 2)}\n`);
}

function printText(loaded: Loaded, problems: readonly Problem[], options: CheckOptions): void {
  const { path, print, color = false, out, err } = options;
  if (problems.length > 0) err(formatProblems(problems, { color }));
  if (!loaded.ok) {
    err(`${path}: ${countProblems(problems)}; nothing of it would be used\n`);
    return;
  }
  out(print ? printSettings(loaded.settings) : `${describeSettings(loaded.settings)}\n`);
  if (print) return;
  if (loaded.disabledRules.length > 0) out(`Switched off: ${loaded.disabledRules.join(", ")}\n`);
  const strict = problems.some(({ level }) => level === "error");
  if (strict) err(`${path}: ${countProblems(problems)} (warnings count with --strict)\n`);
  else out(`${path}: fine, ${countProblems(problems)}\n`);
}

/** The database's drivers are loaded only where they are asked for. */
async function ledgerIn(environment: Environment): Promise<KnownLedger> {
  const app = await import("../../app/index.ts");
  const log = app.openLog(environment);
  return await app.knownLedger(environment, { clock: { now: Date.now }, log });
}

/** check is `neo-budgetd check [PATH] [--strict] [--format text|json|github] [--print] [--ledger]`. */
export const check = defineCommand({
  meta: {
    name: "check",
    description:
      "Check the configuration and print what was understood; needs no network. Exit codes: 0 fine, 1 warnings with --strict, 2 it would be refused",
  },
  args: {
    path: {
      type: "positional",
      required: false,
      description: `File or folder to check (default: $NEO_BUDGETD_CONFIG, else ${DEFAULT_CONFIG_PATH})`,
    },
    strict: { type: "boolean", description: "Warnings count as errors" },
    format: {
      type: "enum",
      options: [...FORMATS],
      description: "text (default), json, or github: annotations for a pull request",
    },
    json: { type: "boolean", description: "The same as --format json" },
    print: {
      type: "boolean",
      description: "Print the configuration in force as YAML: defaults filled in, secrets as ***",
    },
    ledger: {
      type: "boolean",
      description:
        "Also hold cost centres and nested budgets against the members that the ledger has seen, and tell which rules still wait for history",
    },
    data: {
      type: "string",
      description:
        "Folder of the embedded database, for --ledger (default: $NEO_BUDGETD_DATA, else ./data)",
    },
  },
  async run({ args }) {
    const { env, stdout, stderr } = process;
    const environment = readEnvironment();
    const ledger = args.ledger
      ? await ledgerIn({ ...environment, dataDir: args.data ?? environment.dataDir })
      : null;
    process.exitCode = runCheck({
      path: args.path ?? (env["NEO_BUDGETD_CONFIG"] || DEFAULT_CONFIG_PATH),
      format: args.json ? "json" : ((args.format as CheckOptions["format"]) ?? "text"),
      print: args.print ?? false,
      strict: args.strict ?? false,
      color: stderr.isTTY && !env["NO_COLOR"],
      env,
      ...(ledger === null ? {} : { ledger }),
      out: (text) => stdout.write(text),
      err: (text) => stderr.write(text),
    });
  },
});
