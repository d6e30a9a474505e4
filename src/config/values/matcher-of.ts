import { OperatorError } from "../../core/errors.ts";
import { type ParsedMatcher, readMatcher } from "./label-matcher.ts";
import { Mistake } from "./leaf.ts";

/** matcherOf reads a matcher such as `severity="critical"` that someone asks with; what is none is an OperatorError. */
export function matcherOf(text: string): ParsedMatcher {
  const read = readMatcher(text);
  if (!(read instanceof Mistake)) return read;
  throw new OperatorError(`"${text}" ${read.message}.`);
}
