import { z } from "zod";
import { WEEKDAYS } from "../../core/rules/index.ts";
import type { WholeRange } from "../../core/time/index.ts";
import { leaf, Mistake } from "./leaf.ts";

/** Numbering is what the numbers of a range are called and between which bounds they lie. */
interface Numbering {
  readonly what: string;
  readonly names: readonly string[];
  readonly least: number;
  readonly most: number;
  readonly isAllowed?: (value: number) => boolean;
}

const MONTH_NAMES = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
] as const;

/** WEEKDAY numbers weekdays from 1 (monday) to 7. */
export const WEEKDAY: Numbering = {
  ...{ what: "a weekday or a range such as monday:friday", names: WEEKDAYS },
  ...{ least: 1, most: 7, isAllowed: () => false },
};
/** MONTH numbers months from 1 (january) to 12. */
export const MONTH: Numbering = {
  ...{ what: "a month or a range such as january:march or 1:3", names: MONTH_NAMES },
  ...{ least: 1, most: 12 },
};
const DAY_OF_MONTH: Numbering = {
  what: "a day of the month (1 to 31, or -1 for the last) or a range such as 1:5 or -3:-1",
  ...{ names: [], least: -31, most: 31, isAllowed: (value: number) => value !== 0 },
};
const YEAR: Numbering = {
  ...{ what: "a year or a range such as 2026:2028", names: [], least: 1970, most: 9999 },
};

/** weekdayRanges is a schema of weekdays, as names or ranges of names. */
export const weekdayRanges = rangesOf(WEEKDAY);
/** monthRanges is a schema of months, as names, numbers or ranges of them. */
export const monthRanges = rangesOf(MONTH);
/** dayRanges is a schema of days of the month, from 1 on or, negative, from its end. */
export const dayRanges = rangesOf(DAY_OF_MONTH);
/** yearRanges is a schema of years. */
export const yearRanges = rangesOf(YEAR);

function rangesOf(numbering: Numbering) {
  const entry = leaf({ type: ["string", "integer"] }, (value) =>
    readRange(String(value), ":", numbering),
  );
  return z.array(entry).min(1, `needs at least one entry: ${numbering.what}`);
}

/** readRange reads one number or two with a sign between them; weekdays and months by name, their first three letters will do. */
export function readRange(
  text: string,
  sign: ":" | "-",
  numbering: Numbering,
): WholeRange | Mistake {
  const [first = "", second = first, ...more] = text.trim().toLowerCase().split(sign);
  const from = numberOf(first, numbering);
  const to = numberOf(second, numbering);
  if (from === null || to === null || more.length > 0) {
    return new Mistake(`must be ${numbering.what}`, numbering.names);
  }
  // From the month's end on, -3 comes before -1; a range from its begin to its end is of either sign.
  if (from > to && from > 0 === to > 0) return new Mistake("must not end before it begins");
  return { from, to };
}

function numberOf(text: string, { names, least, most, isAllowed }: Numbering): number | null {
  const word = text.trim();
  const named = names.findIndex((name) => name === word || name.slice(0, 3) === word);
  if (named >= 0) return named + 1;
  const value = /^-?\d+$/.test(word) ? Number(word) : Number.NaN;
  const fits = value >= least && value <= most && (isAllowed?.(value) ?? true);
  return fits ? value : null;
}
