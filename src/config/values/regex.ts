import { RE2JS, RE2JSSyntaxException } from "re2js";
import { Mistake } from "./leaf.ts";

/** compileRegex compiles a regular expression in RE2's syntax, whose matching time is linear in the text. */
export function compileRegex(pattern: string, ignoreCase = false): RE2JS | Mistake {
  try {
    return RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    return new Mistake(`must be a regular expression in RE2's syntax: ${error.getDescription()}`);
  }
}
