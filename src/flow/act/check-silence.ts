import { OperatorError } from "../../core/errors.ts";
import type { CompileMatcher, MatcherText } from "../../core/quiet/index.ts";
import type { Refused, SilenceRequest } from "./act.ts";
import { refuse } from "./refuse.ts";

/** checkSilence refuses a silence that makes no sense; null where it does. */
export function checkSilence(
  { matchers, startsAt, endsAt }: Pick<SilenceRequest, "matchers" | "startsAt" | "endsAt">,
  compile: CompileMatcher,
  now: number,
): Refused | null {
  if (matchers.length === 0) return refuse("no_matchers");
  const bad = unreadable(matchers, compile);
  if (bad !== null) return refuse("bad_matcher", bad);
  // Alertmanager's own condition: what no label is needed for would match whatever there is.
  if (matchers.every((one) => compile(one).matches(""))) return refuse("matches_everything");
  return endsAt <= startsAt || endsAt <= now ? refuse("ends_before_start") : null;
}

function unreadable(matchers: readonly MatcherText[], compile: CompileMatcher): string | null {
  if (matchers.some(({ label }) => label === "")) return "a label's name is empty.";
  try {
    matchers.forEach(compile);
    return null;
  } catch (error) {
    if (error instanceof OperatorError) return error.message;
    throw error;
  }
}
