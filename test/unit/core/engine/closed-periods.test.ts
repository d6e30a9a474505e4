import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEngine, type Finding } from "../../../../src/core/engine/index.ts";
import type { Rule, WindowSpec } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { rule, row as stream } from "../../../support/evaluation.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 2, 1);
const SETTLE = 2 * DAY;
const DAILY: WindowSpec = {
  ...{ kind: "calendar", unit: "day", timezone: "UTC", weekStarts: "monday", startsOn: 1 },
};
const STEPS = [500_000, 1_000_000] as const;
const BUDGET: Rule = {
  ...rule("member-day"),
  ...{ kind: "budget", time: "created_at", metric: { name: "neo_credits" }, window: DAILY },
  ...{ limit: 100, forecast: [], forecastMaxErrorPpm: 300_000, overrides: [] },
  steps: STEPS.map((ppm) => ({ ppm, label: `${ppm / 10_000}%`, severity: "warning" })),
};

interface Arrival {
  readonly rowNo: number;
  readonly member: string;
  readonly at: number;
  readonly credits: number;
  readonly tick: number;
}

const arrivals = fc.array(
  fc.record({
    rowNo: fc.integer({ min: 1, max: 12 }),
    member: fc.constantFrom("a", "b"),
    at: fc.integer({ min: 0, max: 5 * 24 }).map((hours) => START + hours * HOUR),
    credits: fc.integer({ min: 0, max: 60 }),
    tick: fc.integer({ min: 1, max: 6 * 4 }),
  }),
  { maxLength: 24 },
);

const rowOf = ({ rowNo, member, at, credits }: Arrival): LedgerRow => ({
  ...stream(`s${rowNo}`, { member, createdAt: at, neoCredits: credits }),
  ...{ rowNo, firstSeenAt: at, finishedAt: at, retracted: false },
});
const tickAt = (tick: number) => START + tick * 6 * HOUR;

/** What a look through all rows finds at a tick: steps that closed days reach with the new rows and not without them. */
function expected(rows: ReadonlyMap<number, Arrival>, news: readonly Arrival[], at: number) {
  const today = Math.floor(at / DAY) * DAY;
  const found = new Map<string, number>();
  const fresh = new Set(news.map(({ rowNo }) => rowNo));
  for (const { rowNo } of news) {
    const late = rows.get(rowNo);
    const day = Math.floor((late?.at ?? 0) / DAY) * DAY;
    if (!late || day >= today || at - (day + DAY) > SETTLE) continue;
    const inDay = [...rows.values()].filter(
      (each) => each.member === late.member && Math.floor(each.at / DAY) * DAY === day,
    );
    const sum = (some: readonly Arrival[]) =>
      some.reduce((total, { credits }) => total + credits, 0);
    const [now, before] = [sum(inDay), sum(inDay.filter((each) => !fresh.has(each.rowNo)))];
    for (const ppm of STEPS) {
      if (now * 1_000_000 >= 100 * ppm && before * 1_000_000 < 100 * ppm) {
        found.set(
          `${late.member} ${new Date(day).toISOString().slice(0, 10)} ${ppm / 10_000}%`,
          now,
        );
      }
    }
  }
  return found;
}

const shown = (findings: readonly Finding[]) =>
  new Map(
    findings
      .filter(({ closed }) => closed)
      .map(({ ref, value }) => [
        `${ref.group["member"]} ${ref.window.slice(0, 10)} ${ref.step}`,
        value,
      ]),
  );

describe("periods that are over", () => {
  it("give what a look through all rows gives, whatever the order in which rows come and change", () => {
    fc.assert(
      fc.property(arrivals, (all) => {
        const engine = createEngine({ rules: [BUDGET], groups: [], settleMs: SETTLE });
        const rows = new Map<number, Arrival>();
        for (let tick = 1; tick <= 24; tick++) {
          const news = all.filter((one) => one.tick === tick && one.at <= tickAt(tick));
          for (const one of news) rows.set(one.rowNo, one);
          engine.put(news.map(rowOf), true);
          expect(shown(engine.tick(tickAt(tick), []))).toEqual(expected(rows, news, tickAt(tick)));
        }
      }),
      { numRuns: 150 },
    );
  });

  it("find nothing unless they may still change", () => {
    const engine = createEngine({ rules: [BUDGET], groups: [] });
    engine.tick(START + DAY, []);
    engine.put([rowOf({ rowNo: 1, member: "a", at: START, credits: 200, tick: 0 })], true);
    expect(engine.tick(START + DAY + HOUR, [])).toEqual([]);
  });

  it("keep their rows for as long as they may change", () => {
    const without = createEngine({ rules: [BUDGET], groups: [] }).horizonMs;
    const month = { ...BUDGET, window: { ...DAILY, unit: "month" } } as Rule;
    const of = (settleMs: number) =>
      createEngine({ rules: [month], groups: [], settleMs }).horizonMs;
    expect(of(7 * DAY) - of(0)).toBe(7 * DAY);
    expect(createEngine({ rules: [BUDGET], groups: [], settleMs: DAY }).horizonMs).toBe(without);
  });
});
