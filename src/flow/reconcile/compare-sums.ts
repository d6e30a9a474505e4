import { creditsText, NANO_PER_CREDIT } from "../../core/money.ts";
import type { UsageSummary } from "../../core/ports/index.ts";
import { dayPair, type HeldSums, pairText, type SumPair, wholePairs } from "./sum-pairs.ts";

/** Comparison says where a summary's sums are not the ledger's, in words with both numbers. */
export interface Comparison {
  /** For each day how its sum differs; null where it is the same. */
  readonly days: ReadonlyMap<number, string | null>;
  /** How members' sums and those of own keys differ over the whole. */
  readonly whole: readonly string[];
  /** The decimals that the summary rounds its amounts to; null where it is exact, as far as can be told. */
  readonly roundedTo: number | null;
  /** The decimals that it would have to be rounded to for all of its sums to be right; null where that explains nothing. */
  readonly perhapsRoundedTo: number | null;
}

/**
 * An amount has nine decimals. A summary that is added up as floating-point numbers shows it by having more: a sum may then be
 * off by so much of itself, and by two nano-credits. One with fewer is taken at its word.
 */
const EXACT_DECIMALS = 9;
const FLOAT_SHARE = 1e-12;
const FLOAT_NANO = 2;
/** With fewer sums than this it is not evident that all of them are rounded. */
const EVIDENT = 3;

/** compareSums holds what the API adds up against the ledger's exact sums; `known` is what is known of its rounding. */
export function compareSums(
  summary: UsageSummary,
  held: HeldSums,
  known: number | null = null,
): Comparison {
  const { decimals } = summary;
  const days = held.days.map((day) => [day.from, dayPair(summary, day)] as const);
  const whole = wholePairs(summary, held.whole);
  const off = [...days.map(([, pair]) => pair), ...whole].filter(
    (pair) => !isSame(pair, decimals, null),
  );
  const explained = off.filter((pair) => isRounded(pair, decimals));
  const isEvident = explained.length >= EVIDENT && explained.length * 3 >= off.length * 2;
  const roundedTo = known ?? (isEvident ? decimals : null);
  const text = (pair: SumPair) => (isSame(pair, decimals, roundedTo) ? null : pairText(pair));
  return {
    days: new Map(days.map(([day, pair]) => [day, text(pair)])),
    whole: whole.flatMap((pair) => text(pair) ?? []),
    roundedTo,
    perhapsRoundedTo: off.length > 0 && explained.length === off.length ? decimals : null,
  };
}

/** A sum that differs because it was rounded: the ledger's has more decimals than any number of the summary. */
function isRounded(pair: SumPair, decimals: number): boolean {
  const own = creditsText(pair.held).split(".")[1]?.length ?? 0;
  return own > decimals && isSame(pair, decimals, decimals);
}

function isSame(pair: SumPair, decimals: number, roundedTo: number | null): boolean {
  const slack = pair.unit === "count" ? 0 : slackOf(pair, decimals, roundedTo);
  return pair.told >= pair.least - slack && pair.told <= pair.most + slack;
}

function slackOf({ told, rows }: SumPair, decimals: number, roundedTo: number | null): number {
  const float = decimals > EXACT_DECIMALS ? FLOAT_NANO + Math.abs(told) * FLOAT_SHARE : 0;
  if (roundedTo === null) return float;
  // Either each sum was rounded, or every row was before it was added.
  return float + (NANO_PER_CREDIT / 10 ** roundedTo / 2) * (rows + 1);
}
