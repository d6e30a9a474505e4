import {
  countProblems,
  type Environment,
  formatProblems,
  type Loaded,
  loadSettings,
  readEnvironment,
} from "../config/index.ts";
import { OperatorError } from "../core/errors.ts";
import type { Log } from "../core/ports/index.ts";

/** CONFIG_ARG is the option that every command on a configuration takes. */
export const CONFIG_ARG = {
  type: "string",
  alias: "c",
  description:
    "Configuration file or folder (default: $NEO_BUDGETD_CONFIG, else config/neo-budgetd.yaml)",
} as const;

/** DATA_ARG is the option that every command on the ledger takes. */
export const DATA_ARG = {
  type: "string",
  description:
    "Folder of the embedded database, used without DATABASE_URL (default: $NEO_BUDGETD_DATA, else ./data)",
} as const;

/** environmentWith is the environment with what the command line says in its place. */
export function environmentWith(args: {
  readonly config?: string | undefined;
  readonly data?: string | undefined;
}): Environment {
  const environment = readEnvironment();
  return {
    ...environment,
    ...(args.config === undefined ? {} : { configPath: args.config }),
    ...(args.data === undefined ? {} : { dataDir: args.data }),
  };
}

/**
 * loadOrExplain loads the configuration, or throws an OperatorError that shows every mistake in it at its place;
 * warnings go to the log.
 */
export function loadOrExplain(path: string, log: Log): Extract<Loaded, { ok: true }> {
  const loaded = loadSettings(path);
  if (!loaded.ok) {
    const problems = formatProblems(loaded.problems, { color: process.stderr.isTTY });
    throw new OperatorError(
      `the configuration ${path} has ${countProblems(loaded.problems)}; nothing was started.\n${problems}`,
    );
  }
  for (const { file, line, column, message } of loaded.warnings) {
    log.warn("Doubtful configuration", { place: `${file}:${line}:${column}`, message });
  }
  return loaded;
}
