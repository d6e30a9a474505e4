import { defineCommand } from "citty";
import {
  countProblems,
  DEFAULT_CONFIG_PATH,
  describeSettings,
  type Env,
  formatProblems,
  type Loaded,
  loadSettings,
  plainSettings,
  printSettings,
} from "../../config/index.ts";

/** CheckOptions are what `check` works on: a path, the environment for `${VAR}`, and where its output goes. */
export interface CheckOptions {
  readonly path: string;
  readonly json?: boolean;
  readonly print?: boolean;
  readonly color?: boolean;
  readonly env: Env;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** runCheck checks a configuration without running anything and prints what it understood; returns the exit code. */
export function runCheck(options: CheckOptions): 0 | 2 {
  const loaded = loadSettings(options.path, options.env);
  if (options.json) printJson(loaded, options);
  else printText(loaded, options);
  return loaded.ok ? 0 : 2;
}

function printJson(loaded: Loaded, { out }: CheckOptions): void {
  const { files } = loaded;
  const result = loaded.ok
    ? {
        ok: true,
        files,
        warnings: loaded.warnings,
        disabledRules: loaded.disabledRules,
        settings: plainSettings(loaded.settings),
      }
    : { ok: false, files, problems: loaded.problems };
  out(`${JSON.stringify(result, null, 2)}\n`);
}

function printText(loaded: Loaded, { path, print, color = false, out, err }: CheckOptions): void {
  const problems = loaded.ok ? loaded.warnings : loaded.problems;
  if (problems.length > 0) err(formatProblems(problems, { color }));
  if (!loaded.ok) {
    err(`${path}: ${countProblems(problems)}; nothing of it would be used\n`);
    return;
  }
  out(print ? printSettings(loaded.settings) : `${describeSettings(loaded.settings)}\n`);
  if (print) return;
  if (loaded.disabledRules.length > 0) out(`Switched off: ${loaded.disabledRules.join(", ")}\n`);
  out(`${path}: fine, ${countProblems(problems)}\n`);
}

/** check is `neo-budgetd check [PATH] [--json] [--print]`. */
export const check = defineCommand({
  meta: {
    name: "check",
    description: "Check the configuration and print what was understood; needs no network",
  },
  args: {
    path: {
      type: "positional",
      required: false,
      description: `File or folder to check (default: $NEO_BUDGETD_CONFIG, else ${DEFAULT_CONFIG_PATH})`,
    },
    json: { type: "boolean", description: "Print the result as JSON" },
    print: {
      type: "boolean",
      description: "Print the configuration in force as YAML: defaults filled in, secrets as ***",
    },
  },
  run({ args }) {
    const { env, stdout, stderr } = process;
    process.exitCode = runCheck({
      path: args.path ?? (env["NEO_BUDGETD_CONFIG"] || DEFAULT_CONFIG_PATH),
      json: args.json ?? false,
      print: args.print ?? false,
      color: stderr.isTTY && !env["NO_COLOR"],
      env,
      out: (text) => stdout.write(text),
      err: (text) => stderr.write(text),
    });
  },
});
