import { z } from "zod";
import type { Json } from "./json-of.ts";

/** Mistake says what a value must be, as words that follow its key: "must be a duration such as 30s". */
export class Mistake {
  readonly message: string;
  /** The words that are allowed, where there is a list of them. */
  readonly allowed: readonly string[];
  /** What was probably meant, as it would be written, where more than a near word tells. */
  readonly meant: string | null;

  constructor(message: string, allowed: readonly string[] = [], meant: string | null = null) {
    this.message = message;
    this.allowed = allowed;
    this.meant = meant;
  }
}

/** VARIABLE_JSON lets `${VAR}` stand where an editor would otherwise insist on a number or a word. */
export const VARIABLE_JSON: Json = { type: "string", pattern: "\\$\\{" };

/**
 * leaf makes a schema of a reader of single values: editors see `json`, and the reader's Mistake becomes the issue.
 * Zod's own unions would answer a slip with a list of everything that did not match.
 */
export function leaf<T>(json: Json, read: (value: unknown) => T | Mistake) {
  return z
    .unknown()
    .transform((value, context): T => {
      if (value === undefined) {
        context.issues.push({ code: "custom", input: value, message: "is missing" });
        return z.NEVER;
      }
      const result = read(value);
      if (!(result instanceof Mistake)) return result;
      context.issues.push({
        code: "custom",
        input: value,
        message: result.message,
        params: { mistake: result },
      });
      return z.NEVER;
    })
    .meta(json);
}
