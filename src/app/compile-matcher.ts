import { matcherOf } from "../config/index.ts";
import { type CompileMatcher, matcherText } from "../core/quiet/index.ts";

/** compileMatcher reads a matcher by its text, as the configuration does: a stored silence means what a written one means. */
export const compileMatcher: CompileMatcher = (matcher) => matcherOf(matcherText(matcher));
