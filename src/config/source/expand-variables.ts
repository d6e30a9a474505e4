import type { Env } from "../environment.ts";

/** Expansion is a text with its variables filled in; `mistakes` says what could not be. */
export interface Expansion {
  readonly text: string;
  /** Something was filled in. */
  readonly foreign: boolean;
  readonly mistakes: readonly string[];
}

const REFERENCE = /\$\$\{|\$\{(?:([A-Za-z_]\w*)(?::-([^}]*))?\})?/g;

/**
 * expandVariables fills in `${VAR}` and `${VAR:-default}`; as in a shell, the default also stands in for an empty
 * variable. `$${` is a plain `${`.
 */
export function expandVariables(text: string, env: Env): Expansion {
  const mistakes: string[] = [];
  let foreign = false;
  const out = text.replace(REFERENCE, (found, name?: string, fallback?: string) => {
    if (found === "$${") return "${";
    if (name === undefined) {
      mistakes.push(
        `has a \${ that is no variable; write \${NAME}, \${NAME:-default}, or $\${ for a plain \${`,
      );
      return found;
    }
    foreign = true;
    const value = env[name];
    if (value !== undefined && (value !== "" || fallback === undefined)) return value;
    if (fallback !== undefined) return fallback;
    mistakes.push(
      `uses the environment variable ${name}, which is not set; set it, or write \${${name}:-default}`,
    );
    return "";
  });
  return { text: out, foreign, mistakes };
}
