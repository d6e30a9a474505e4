import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AlertRef, createEngine, type Finding } from "../../../../src/core/engine/index.ts";
import type { BudgetRule } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { ZONES } from "../../../support/oracle/index.ts";
import { rowOf } from "../engine/rows.ts";
import { calendar, foretold } from "./forecast-rows.ts";

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Days of ticks: around clock changes, a leap day and the turn of a year. */
const BASES = ["2026-03-30", "2026-10-26", "2026-11-02", "2028-02-29", "2027-01-01", "2026-10-05"];

const amount = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 30 }) },
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(2_500_000_000, 33_333_333_333) },
);
const window = fc
  .record({
    unit: fc.constantFrom("day", "week", "month", "quarter", "year"),
    timezone: fc.constantFrom(...ZONES),
    weekStarts: fc.constantFrom("monday", "sunday"),
    startsOn: fc.constantFrom(1, 15, 28),
  })
  .map(calendar);
const rule = fc
  .record({
    window,
    limit: fc.constantFrom(1, 30, 200, 1000, 10 ** 10),
    by: fc.constantFrom([], ["member"] as const),
    metric: fc.constantFrom({ name: "neo_credits" }, { name: "streams" }, { name: "steps" }),
    time: fc.constantFrom("created_at", "finished_at"),
    forecastMaxErrorPpm: fc.constantFrom(0, 200_000, 500_000, 10 ** 9),
  })
  .map((part) => {
    const step = (percent: number) =>
      ({ ppm: percent * 10_000, label: `forecast ${percent}%`, severity: "info" }) as const;
    return foretold({ ...(part as Partial<BudgetRule>), forecast: [step(70), step(100)] });
  });

/** A history of daily rows with gaps, of one or two members, to which more is put, changed and taken back between ticks. */
const world = fc
  .record({
    rule,
    at: fc.constantFrom(...BASES).map((text) => Date.parse(`${text}T00:00:00Z`)),
    history: fc.array(fc.tuple(amount, amount, fc.integer({ min: 0, max: 47 })), {
      minLength: 12,
      maxLength: 70,
    }),
    steps: fc.array(
      fc.record({
        wait: fc.constantFrom(0, 1, HOUR / 2, HOUR, 7 * HOUR, DAY, 9 * DAY),
        changes: fc.array(
          fc.record({
            rowNo: fc.integer({ min: 1, max: 160 }),
            back: fc.integer({ min: -24, max: 60 * 24 }),
            neoCredits: amount,
            retracted: fc.boolean(),
            bob: fc.boolean(),
          }),
          { maxLength: 6 },
        ),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ rule, at, history, steps }) => {
    const member = (bob: boolean) => (bob ? "bob@acme.io" : "ann@acme.io");
    const rows = history.flatMap(([ann, bob, half], back) =>
      [ann, bob].map((neoCredits, who) =>
        rowOf({
          rowNo: 2 * back + who + 1,
          createdAt: at - back * DAY + (half * HOUR) / 2 - DAY,
          neoCredits,
          steps: neoCredits % 7,
          executionMs: 5 * HOUR,
          member: member(who === 1),
        }),
      ),
    );
    let now = at;
    const ticks = steps.map(({ wait, changes }) => {
      now += wait;
      const put = changes.map(({ back, bob, ...change }) =>
        rowOf({ ...change, createdAt: now - back * HOUR, member: member(bob) }),
      );
      return { at: now, put };
    });
    return { rule, rows, ticks };
  });

/** Runs a world; returns the forecasts of each tick, of all states that ever breached. */
function forecastsOf({ rule, rows, ticks }: World): Map<string, Finding> {
  const engine = createEngine({ rules: [rule], groups: [] });
  engine.put(rows, false);
  const open = new Map<string, AlertRef>();
  const forecasts = new Map<string, Finding>();
  for (const { at, put } of ticks) {
    engine.put(put, false);
    for (const finding of engine.tick(at, open.values())) {
      const { ref, breached, forecast } = finding;
      const key = JSON.stringify(ref);
      if (breached) open.set(key, ref);
      if (forecast !== undefined) forecasts.set(`${at} ${key}`, finding);
    }
    engine.forget(at - engine.horizonMs);
  }
  return forecasts;
}

interface World {
  readonly rule: BudgetRule;
  readonly rows: LedgerRow[];
  readonly ticks: readonly { readonly at: number; readonly put: LedgerRow[] }[];
}

const amountsOf = ({ forecast }: Finding) =>
  forecast === undefined ? [] : [forecast.p10, forecast.p50, forecast.p90];

describe("forecasts", () => {
  it("grow with the amounts", () => {
    const credits = world.filter(({ rule }) => rule.metric.name === "neo_credits");
    fc.assert(
      fc.property(credits, fc.constantFrom(2, 3, 10, 1000), (each, k) => {
        const times = (row: LedgerRow) => ({ ...row, neoCredits: row.neoCredits * k });
        const scaledWorld = {
          rule: { ...each.rule, limit: each.rule.limit * k },
          rows: each.rows.map(times),
          ticks: each.ticks.map(({ at, put }) => ({ at, put: put.map(times) })),
        };
        const larger = forecastsOf(scaledWorld);
        for (const [ref, finding] of forecastsOf(each)) {
          const times = larger.get(ref);
          if (times === undefined) continue;
          amountsOf(times).forEach((value, index) => {
            const scaled = (amountsOf(finding)[index] as number) * k;
            if (scaled > Number.MAX_SAFE_INTEGER) return;
            // Each is rounded to a whole; spreads are quotients of squares, in which floats keep about nine digits.
            expect(Math.abs(value - scaled)).toBeLessThanOrEqual(k + scaled * 1e-6);
          });
        }
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it("lie in order, at or above what is spent", () => {
    fc.assert(
      fc.property(world, (each) => {
        for (const finding of forecastsOf(each).values()) {
          const inOrder = [finding.value, ...amountsOf(finding)];
          expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
        }
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});
