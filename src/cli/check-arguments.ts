import type { ArgsDef, CommandDef } from "citty";
import { OperatorError } from "../core/errors.ts";

/** MANY is the value hint of a positional argument that takes any number of words. */
const MANY = "…";

/**
 * checkArguments refuses options that a command does not know, missing values and surplus words, which
 * the argument parser lets pass: a mistyped `--conifg` must not start the daemon with its defaults.
 * Throws OperatorError naming the option and the ones there are.
 */
export async function checkArguments(
  name: string,
  command: Pick<CommandDef, "args">,
  rawArgs: readonly string[],
): Promise<void> {
  const definitions = (await resolve(command.args)) ?? {};
  const options = optionNames(definitions);
  const words: string[] = [];
  const args = [...rawArgs];
  for (let arg = args.shift(); arg !== undefined && arg !== "--"; arg = args.shift()) {
    if (!arg.startsWith("-") || arg === "-") words.push(arg);
    else checkOption(name, arg, options, args);
  }
  const positionals = Object.values(definitions).filter((one) => one.type === "positional");
  const takesMany = positionals.some(({ valueHint }) => valueHint === MANY);
  if (words.length > positionals.length && !takesMany) {
    throw new OperatorError(tooManyWords(name, positionals.length, words.length));
  }
}

/** checkOption checks one option, and takes its value off the arguments that follow. */
function checkOption(
  name: string,
  arg: string,
  options: Map<string, boolean>,
  rest: string[],
): void {
  const [flag = "", value] = arg.split("=", 2);
  const takesValue = options.get(flag);
  if (takesValue === undefined)
    throw new OperatorError(unknownOption(name, flag, [...options.keys()]));
  if (takesValue && value === undefined && rest.shift() === undefined) {
    throw new OperatorError(`"${name} ${flag}" needs a value: see "neo-budgetd ${name} --help".`);
  }
}

/** optionNames maps each option as it may be written to whether a value follows it. */
function optionNames(definitions: ArgsDef): Map<string, boolean> {
  const names = new Map<string, boolean>();
  for (const [key, definition] of Object.entries(definitions)) {
    if (definition.type === "positional") continue;
    const takesValue = definition.type === "string" || definition.type === "enum";
    if (!takesValue) names.set(`--no-${key}`, false);
    for (const name of spellings(key, definition)) names.set(name, takesValue);
  }
  return names;
}

function spellings(key: string, definition: ArgsDef[string]): string[] {
  const aliases = "alias" in definition ? [definition.alias ?? []].flat() : [];
  return [`--${key}`, ...aliases.map((alias) => (alias.length === 1 ? `-${alias}` : `--${alias}`))];
}

function tooManyWords(name: string, takes: number, got: number): string {
  const words = takes === 0 ? "no words" : `${takes} word${takes > 1 ? "s" : ""}`;
  return `"${name}" takes ${words} beside its options, got ${got}: see "neo-budgetd ${name} --help".`;
}

function unknownOption(name: string, flag: string, known: readonly string[]): string {
  const options = known.filter((option) => !option.startsWith("--no-")).join(", ");
  return `"${name}" has no option ${flag}. Its options are: ${options || "none"}.`;
}

async function resolve<T>(
  value: T | Promise<T> | (() => T | Promise<T>) | undefined,
): Promise<T | undefined> {
  return typeof value === "function" ? await (value as () => T | Promise<T>)() : await value;
}
