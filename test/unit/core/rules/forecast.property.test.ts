import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AlertRef, createEngine, type Finding } from "../../../../src/core/engine/index.ts";
import type { BudgetRule } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { forecastVerdict, foresee } from "../../../support/oracle/forecast.ts";
import { calendarStart } from "../../../support/oracle/window.ts";
import { ZONES } from "../engine/random-rules.ts";
import { rowOf } from "../engine/rows.ts";
import { stillOpen } from "../engine/worlds.ts";
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

const isForecast = ({ ref, ended }: Finding) => !ended && ref.step.startsWith("forecast ");

/** Runs a world; `look` gets what is found at each tick, the rows as they are, and what was asked. */
function run(
  { rule, rows, ticks }: { rule: BudgetRule; rows: LedgerRow[]; ticks: Tick[] },
  look: (found: Finding[], rows: LedgerRow[], at: number, open: AlertRef[]) => void,
): void {
  const engine = createEngine({ rules: [rule], groups: [] });
  const known = new Map(rows.map((row) => [row.rowNo, row]));
  engine.put(rows, false);
  let open: AlertRef[] = [];
  for (const { at, put } of ticks) {
    engine.put(put, false);
    for (const row of put) known.set(row.rowNo, row);
    const found = engine.tick(at, open);
    look(found, [...known.values()], at, open);
    open = stillOpen(open, found);
    engine.forget(at - engine.horizonMs);
  }
}

interface Tick {
  readonly at: number;
  readonly put: LedgerRow[];
}

describe("forecasts", () => {
  it("are the same of an engine kept up to date and of one built anew", () => {
    fc.assert(
      fc.property(world, (each) => {
        run(each, (found, rows, at, open) => {
          const anew = createEngine({ rules: [each.rule], groups: [] });
          anew.put([...rows].reverse(), false);
          expect(found).toEqual(anew.tick(at, open));
        });
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it("agree with big integers over all rows, and lie in order at or above what is spent", () => {
    let judged = 0;
    fc.assert(
      fc.property(world, (each) => {
        run(each, (found, rows, at) => {
          judged += compare(found, oracle(each.rule, rows, at));
        });
      }),
      { numRuns: 80 },
    );
    expect(judged).toBeGreaterThan(40);
  }, 120_000);

  it("grow with the amounts", () => {
    const credits = world.filter(({ rule }) => rule.metric.name === "neo_credits");
    fc.assert(
      fc.property(credits, fc.constantFrom(2, 3, 10, 1000), (each, k) => {
        const times = (row: LedgerRow) => ({ ...row, neoCredits: row.neoCredits * k });
        const scaled = {
          rule: { ...each.rule, limit: each.rule.limit * k },
          rows: each.rows.map(times),
          ticks: each.ticks.map(({ at, put }) => ({ at, put: put.map(times) })),
        };
        const forecasts = (of: typeof each) => {
          const all = new Map<string, number[]>();
          run(of, (found, _, at) => {
            for (const { ref, forecast } of found) {
              if (!forecast) continue;
              const { p10, p50, p90 } = forecast;
              all.set(`${at} ${key(ref)}`, [p10, p50, p90]);
            }
          });
          return all;
        };
        const [plain, larger] = [forecasts(each), forecasts(scaled)];
        for (const [ref, values] of plain) {
          larger.get(ref)?.forEach((value, index) => {
            expect(Math.abs(value - (values[index] as number) * k)).toBeLessThanOrEqual(k);
          });
        }
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

/** Compares the states of the window that runs; returns how many forecasts that were. */
function compare(found: Finding[], expected: Map<string, Verdict>): number {
  const seen = new Map(found.filter(isForecast).map((each) => [key(each.ref), each]));
  for (const [ref, verdict] of expected) if (verdict.breached) expect(seen.has(ref)).toBe(true);
  for (const [ref, finding] of seen) {
    expect(near(finding)).toEqual(near(expected.get(ref)));
    const { p10, p50, p90 } = finding.forecast ?? { p10: 0, p50: 0, p90: 0 };
    const inOrder = [...(finding.forecast ? [finding.value] : []), p10, p50, p90];
    expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
  }
  return [...seen.values()].filter(({ forecast }) => forecast !== undefined).length;
}

type Verdict = Pick<Finding, "breached" | "cleared" | "silent" | "forecast">;

/** Amounts of doubles differ from exact ones by their last digits. */
function near(verdict: Verdict | undefined) {
  const { breached, cleared, silent, forecast } = verdict ?? {};
  if (forecast === undefined) return { breached, cleared, silent };
  const { p10, p50, p90, errorPpm, days, until } = forecast;
  const about = (value: number) => (value < 10 ** 9 ? value : Math.round(value / 10 ** 4));
  return {
    breached,
    cleared,
    silent,
    ...{ p10: about(p10), p50: about(p50), p90: about(p90) },
    ...{ errorPpm, days, until },
  };
}

const key = (ref: AlertRef) => JSON.stringify([ref.group, ref.step, Date.parse(ref.window)]);

function oracle(rule: BudgetRule, rows: LedgerRow[], at: number): Map<string, Verdict> {
  const window = rule.window as ReturnType<typeof calendar>;
  const start = calendarStart(window, at);
  const groups =
    rule.by.length === 0 ? [{}] : ["ann", "bob"].map((n) => ({ member: `${n}@acme.io` }));
  const verdicts = new Map<string, Verdict>();
  for (const group of groups as { member?: string }[]) {
    const own = rows
      .filter((row) => !row.retracted && (group.member ?? row.member) === row.member)
      .map((row) => ({
        time: rule.time === "created_at" ? row.createdAt : row.finishedAt,
        amount: BigInt(
          rule.metric.name === "streams"
            ? 1
            : rule.metric.name === "steps"
              ? row.steps
              : row.neoCredits,
        ),
      }));
    const within = own.filter(({ time }) => time >= start && time <= at);
    const value = within.reduce((sum, { amount }) => sum + amount, 0n);
    const spent = { rows: own, value, streams: within.length, ended: false };
    const seen = foresee(rule, spent, at);
    for (const step of rule.forecast) {
      const ref = { group, step: step.label, window: new Date(start).toISOString() };
      verdicts.set(key(ref as AlertRef), forecastVerdict(step, rule.limit, spent, seen));
    }
  }
  return verdicts;
}
