import fc from "fast-check";
import type { Rule } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { DAY, HOUR, MINUTE } from "./random-parts.ts";
import { placed, row } from "./random-rows.ts";
import { rules, wideRules } from "./random-rules.ts";

/** MOMENTS are near the changes of the zones' clocks, forwards and back, and at the turn of a year and a leap day. */
const MOMENTS = [
  "2026-03-29T01:00:00Z",
  "2026-10-25T01:00:00Z",
  "2026-03-08T07:00:00Z",
  "2026-11-01T06:00:00Z",
  "2026-04-04T15:00:00Z",
  "2026-10-03T15:30:00Z",
  "2026-12-31T23:00:00Z",
  "2028-02-29T12:00:00Z",
].map((text) => Date.parse(text));

/** Step is a tick and what comes before it: the engine may be started anew or let go of what is old, and rows are put. */
export interface Step {
  readonly at: number;
  readonly put: readonly LedgerRow[];
  /** The rows are put a second time, which changes nothing. */
  readonly twice: boolean;
  readonly news: boolean;
  readonly before: "nothing" | "restart" | "forget";
}

/** World is rules with a course of rows and ticks. */
export interface World {
  readonly rules: readonly Rule[];
  readonly steps: readonly Step[];
}

function step(rows: fc.Arbitrary<LedgerRow>, most: number) {
  return fc.record({
    put: fc.array(rows, { maxLength: most }),
    twice: fc.constantFrom(false, false, false, true),
    news: fc.boolean(),
    wait: fc.constantFrom(0, 1, MINUTE, 15 * MINUTE, HOUR, 5 * HOUR, DAY),
    before: fc.constantFrom(...(["nothing", "nothing", "nothing", "restart", "forget"] as const)),
  });
}

/** Adds up what each step waits. */
function course(start: number, steps: readonly (Omit<Step, "at"> & { wait: number })[]): Step[] {
  let at = start;
  return steps.map(({ wait, ...step }) => {
    at += wait;
    return { ...step, at };
  });
}

/** Few rows close together: edges of windows meet rows, and groups come and go. */
const sparse: fc.Arbitrary<World> = fc.constantFrom(...MOMENTS).chain((moment) =>
  fc
    .record({
      rules,
      start: fc.integer({ min: -8, max: 4 }).map((hours) => moment + hours * HOUR),
      steps: fc.array(step(row(moment), 12), { minLength: 1, maxLength: 8 }),
    })
    .map(({ rules, start, steps }) => ({ rules, steps: course(start, steps) })),
);

/** How many days a history goes back: a forecast looks at no more than 57, others at no more than 43. */
const DAYS = [30, 30, 75];
const SECOND_ROWS = 30;

/** A row or two on each of many days at about the same time, of which some are put late, changed and taken back: there is enough to compare. */
const dense: fc.Arbitrary<World> = fc
  .tuple(fc.constantFrom(...MOMENTS), fc.constantFrom(...DAYS))
  .chain(([moment, days]) => {
    const timeOf = (back: number) => moment - (back % days) * DAY + (back >= days ? HOUR : 0);
    const most = days + SECOND_ROWS;
    const late = fc
      .tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 0, max: days }), row(moment))
      .map(([rowNo, back, each]) => placed(each, rowNo, timeOf(back)));
    return fc
      .record({
        rules: wideRules,
        history: fc
          .array(row(moment), { minLength: days, maxLength: most })
          .map((rows) => rows.map((each, back) => placed(each, back + 1, timeOf(back)))),
        steps: fc.array(step(late, 4), { minLength: 1, maxLength: 4 }),
      })
      .map(({ rules, history, steps }) => {
        const first = { put: history, twice: false, news: false, before: "nothing" as const };
        return { rules, steps: course(moment, [{ ...first, wait: 0 }, ...steps]) };
      });
  });

/** worlds are random rules of several kinds with a random course of late, changed and retracted rows around a change of the clock. */
export const worlds: fc.Arbitrary<World> = fc.oneof(sparse, sparse, dense);
