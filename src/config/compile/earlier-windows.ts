import type { MetricRef } from "../../core/rules/index.ts";
import type { Path } from "../source/tree.ts";
import { durationText } from "../values/duration.ts";
import type { RawQuantity } from "../values/quantity.ts";
import type { Context } from "./context.ts";
import { checkReach, readLevel } from "./rule-base.ts";

const SEASONS = { day: 86_400_000, week: 604_800_000 };

/** Compared is the part of a rule that compares a window with earlier ones. */
export interface Compared {
  readonly metric: MetricRef;
  readonly over: number;
  readonly versus: number;
  readonly season?: keyof typeof SEASONS | undefined;
  readonly at_least?: RawQuantity | undefined;
}

/** Fewest is how many earlier windows there must be to say anything, and what they are called. */
export interface Fewest {
  readonly count: number;
  /** Follows "must hold the present window and". */
  readonly words: string;
}

/**
 * checkEarlierWindows checks that there can be enough windows to compare with, and returns `at_least` in the metric's unit: 0 where
 * it is not given, null where it is none.
 */
export function checkEarlierWindows(
  context: Context,
  path: Path,
  { metric, over, versus, season, at_least }: Compared,
  { count, words }: Fewest,
): number | null {
  const period = season ? SEASONS[season] : over;
  if (over > period) {
    context.report.error(
      [...path, "over"],
      `"over" must not be longer than the season, a ${season}`,
    );
  } else if (versus < count * period + over) {
    context.report.error(
      [...path, "versus"],
      `"versus" must hold the present window and ${words} to compare with: ${durationText(count * period + over)} or more`,
    );
  }
  checkReach(context, [...path, "versus"], versus + over);
  return at_least ? readLevel(context, [...path, "at_least"], at_least, metric) : 0;
}
