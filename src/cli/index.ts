import { type CommandDef, defineCommand, renderUsage, runCommand } from "citty";
import { OperatorError } from "../core/errors.ts";
import { checkArguments } from "./check-arguments.ts";
import { COMMANDS } from "./commands/index.ts";
import { MORE_HELP } from "./more-help.ts";

const rootOf = (version: string) =>
  defineCommand({
    meta: {
      name: "neo-budgetd",
      version,
      description:
        "Watches what a team spends on ProjectDiscovery Neo and tells the right person in time.\nTry it without an account: neo-budgetd demo",
    },
    subCommands: COMMANDS as never,
  });

/**
 * runCli runs one command line and returns its exit code: 0 fine, 1 it found problems or failed,
 * 2 wrong usage or configuration. The program's version is given: whoever only asks for it, or for help, need not load
 * the daemon's parts.
 */
export async function runCli(rawArgs: readonly string[], version: string): Promise<number> {
  try {
    return await dispatch(rawArgs, version);
  } catch (error) {
    if (error instanceof OperatorError) {
      process.stderr.write(`neo-budgetd: ${error.message}\n`);
      return 2;
    }
    process.stderr.write(`neo-budgetd: ${error instanceof Error ? error.stack : String(error)}\n`);
    return 1;
  }
}

async function dispatch(rawArgs: readonly string[], version: string): Promise<number> {
  const [name, ...rest] = rawArgs;
  const root = rootOf(version);
  if (name === "--version" || name === "-v") {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(`${await renderUsage(root)}\n`);
    return name === undefined ? 2 : 0;
  }
  const load = COMMANDS[name as keyof typeof COMMANDS];
  if (!load) throw new OperatorError(unknownCommand(name));
  const command = (await load()) as unknown as CommandDef;
  if (rest.includes("--help") || rest.includes("-h")) {
    process.stdout.write(`${await renderUsage(command, root)}\n${MORE_HELP[name] ?? ""}`);
    return 0;
  }
  await checkArguments(name, command, rest);
  await runCommand(command, { rawArgs: rest });
  return Number(process.exitCode ?? 0);
}

function unknownCommand(name: string): string {
  return `there is no command "${name}". The commands are: ${Object.keys(COMMANDS).join(", ")}.`;
}
