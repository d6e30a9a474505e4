import { checkShape } from "../problems/check-shape.ts";
import type { Report } from "../problems/report.ts";
import type { Path } from "../source/tree.ts";
import { Mistake } from "../values/leaf.ts";
import { compileExpect } from "./compile-expect.ts";
import { compileRows } from "./compile-rows.ts";
import { type MomentText, momentIn } from "./moment.ts";
import type { Expectation, Restart, RuleTest } from "./rule-test.ts";
import { spotOf } from "./spot.ts";
import { type TestInput, testSchema } from "./test-schema.ts";
import type { Tested } from "./tested-settings.ts";
import { createTiming, type Timing } from "./timing.ts";

/** compileTest checks one entry of `tests`; null where there is no configuration to test it with, or where something is wrong with it, which the report then holds. */
export function compileTest(
  report: Report,
  path: Path,
  tested: Tested | null,
  timezone: string,
): RuleTest | null {
  const shaped = checkShape(report, testSchema, path, () => "");
  if (!shaped?.clean || !tested) return null;
  const { settings } = tested;
  const input = shaped.value;
  const zone = zoneOf(input, timezone);
  const start = startOf(report, path, input.start, zone);
  if (start === null) return null;
  const timing = createTiming(report, { start, timezone: zone });
  const making = {
    usdPerCredit: settings.usdPerCredit,
    accounts: settings.accounts.map((account) => account.name),
  };
  const { name } = input;
  const expectations = compileExpect(timing, [...path, "expect"], input.expect, settings);
  refuseEndless(timing, path, expectations, settings);
  return {
    name,
    spot: spotOf(report, [...path, "name"]),
    start,
    timezone: zone,
    events: compileRows(timing, [...path, "rows"], input.rows, making),
    restarts: compileRestarts(timing, [...path, "restart"], input),
    expectations,
  };
}

/** About two minutes of work: a year at the default of 30 seconds. */
const MOST_EVALUATIONS = 1_100_000;

function refuseEndless(
  { report, origin }: Timing,
  path: Path,
  expectations: readonly Expectation[],
  { evaluateEveryMs }: Tested["settings"],
): void {
  const end = expectations.at(-1)?.at ?? origin.start;
  if ((end - origin.start) / evaluateEveryMs <= MOST_EVALUATIONS) return;
  report.error(
    [...path, "expect"],
    `This test takes more than ${MOST_EVALUATIONS} evaluations; look earlier, or give the file a longer "evaluate_every"`,
  );
}

/** The zone that the start names counts for the whole test. */
function zoneOf({ start, timezone }: TestInput, fallback: string): string {
  const named = start.kind === "wall" && /^[A-Za-z]{2}/.test(start.zone ?? "") ? start.zone : null;
  return timezone ?? named ?? fallback;
}

function startOf(report: Report, path: Path, start: MomentText, timezone: string): number | null {
  const here = [...path, "start"];
  if (start.kind === "wall") return report.accept(here, momentIn(start, { start: 0, timezone }));
  report.mistake(here, new Mistake("must be a date and time such as 2026-03-28T20:00"));
  return null;
}

function compileRestarts(timing: Timing, path: Path, { restart = [] }: TestInput): Restart[] {
  const restarts = restart.flatMap((entry, index): Restart[] => {
    const listed = restart.length > 1 ? [...path, index] : path;
    const [moment, downMs] = "down" in entry ? [entry.at, entry.down] : [entry, 0];
    const at = timing.moment("down" in entry ? [...listed, "at"] : listed, moment);
    return at === null ? [] : [{ at, downMs }];
  });
  return restarts.sort((a, b) => a.at - b.at);
}
