import { isDeepStrictEqual } from "node:util";
import type { Finding, Forecast } from "../../../../src/core/engine/index.ts";
import { type Expected, type ForecastRange, type Range, refKey } from "../moment.ts";
import { Disagreement } from "./disagreement.ts";
import type { Tally } from "./tally.ts";

/** compare throws a Disagreement where an engine's findings are not what the oracle expects, each once and no other. */
export function compare(
  at: number,
  found: readonly Finding[],
  expected: ReadonlyMap<string, Expected>,
  tally: Tally,
): void {
  const decided = decidedOf(found, expected);
  const byKey = new Map(decided.map((finding) => [refKey(finding.ref), finding]));
  const differences = [...new Set([...byKey.keys(), ...expected.keys()])].flatMap((key) => {
    const state = expected.get(key);
    if (state?.undecided) return [];
    const finding = byKey.get(key);
    const part = finding && partOf(finding, state?.forecast);
    return isDeepStrictEqual(part, state) ? [] : [{ key, found: part, expected: state }];
  });
  if (differences.length > 0) throw new Disagreement(at, differences);
  if (byKey.size !== decided.length) throw new Disagreement(at, twice(decided), "each state once");
  tally.saw(decided);
  for (const { undecided } of expected.values()) if (undecided) tally.undecided++;
}

/** compareWhole throws a Disagreement where two engines do not find the very same, in the same order, but for what is undecided. */
export function compareWhole(
  at: number,
  found: readonly Finding[],
  anew: readonly Finding[],
  expected: ReadonlyMap<string, Expected>,
): void {
  const [kept, built] = [decidedOf(found, expected), decidedOf(anew, expected)];
  if (isDeepStrictEqual(kept, built)) return;
  const differences = Array.from({ length: Math.max(kept.length, built.length) }, (_, place) => ({
    key: `finding ${place}`,
    found: kept[place],
    expected: built[place],
  })).filter((one) => !isDeepStrictEqual(one.found, one.expected));
  throw new Disagreement(at, differences, "one built anew from the same rows");
}

function decidedOf(found: readonly Finding[], expected: ReadonlyMap<string, Expected>): Finding[] {
  return found.filter(({ ref }) => !expected.get(refKey(ref))?.undecided);
}

function twice(found: readonly Finding[]) {
  const keys = found.map(({ ref }) => refKey(ref));
  return keys
    .filter((key, place) => keys.indexOf(key) !== place)
    .map((key) => ({ key, found: "more than once", expected: "once" }));
}

/** What the oracle decides of a finding; a forecast within what doubles may round to is the one expected. */
function partOf(finding: Finding, range: ForecastRange | undefined): unknown {
  const { terms: _, window, forecast, ...part } = finding;
  const { from, to } = window;
  if (forecast === undefined) return { ...part, from, to };
  return { ...part, from, to, forecast: range && isWithin(forecast, range) ? range : forecast };
}

function isWithin(forecast: Forecast, range: ForecastRange): boolean {
  const { p10, p50, p90, errorPpm, days, until } = forecast;
  const holds = ({ least, most }: Range, value: number) => value >= least && value <= most;
  const error = range.errorPpm;
  return (
    holds(range.p10, p10) &&
    holds(range.p50, p50) &&
    holds(range.p90, p90) &&
    (errorPpm === null || error === null ? errorPpm === error : holds(error, errorPpm)) &&
    days === range.days &&
    until === range.until
  );
}
