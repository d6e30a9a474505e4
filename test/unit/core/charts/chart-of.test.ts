import { describe, expect, it } from "vitest";
import { type Chart, chartOf, chartText, chartTitle } from "../../../../src/core/charts/index.ts";
import { createEngine } from "../../../../src/core/engine/index.ts";
import type { Rule } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { firing } from "../../../support/findings.ts";
import { rowOf } from "../engine/rows.ts";
import {
  budget,
  DAY,
  HOUR,
  monthIn,
  rolling,
  spike,
  streamRule,
  threshold,
} from "../rules/rule-builders.ts";

const AT = Date.parse("2026-03-14T13:05:00Z");
const BERLIN = { timezone: "Europe/Berlin", by: ["member"] } as const;
const row = (rowNo: number, ago: number, part: Partial<LedgerRow> = {}) =>
  rowOf({ rowNo, createdAt: AT - ago, finishedAt: AT - ago, neoCredits: 10, ...part });

function chart(rule: Rule, rows: readonly LedgerRow[], changes = {}): Chart | null {
  const engine = createEngine({ rules: [rule], groups: [] });
  engine.put(rows, true);
  const [found] = engine.tick(AT, []);
  if (!found) throw new Error("nothing was found");
  return chartOf(engine, { alert: { ...firing(found), ...changes }, rule, at: AT });
}

describe("a budget's chart", () => {
  const rule = budget({ ...BERLIN, window: monthIn("Europe/Berlin"), limit: 50 });
  const rows = [row(1, 40 * DAY), row(2, 10 * DAY), row(3, DAY), row(4, HOUR), row(5, 0)];
  const made = chart(rule, rows);

  it("goes from the window's beginning to its end, and shows what was spent up to now", () => {
    expect(made).toMatchObject({
      ...{ kind: "budget", window: "month", limit: 50, at: AT, timezone: "Europe/Berlin" },
      from: Date.parse("2026-03-01T00:00:00+01:00"),
      to: Date.parse("2026-04-01T00:00:00+02:00"),
      steps: [
        { label: "50%", value: 25 },
        { label: "80%", value: 40 },
      ],
    });
    expect(made?.points).toHaveLength(60);
    expect(made?.points.at(-1)).toEqual([AT, 40]);
    const values = made?.points.map(([, value]) => value ?? 0) ?? [];
    expect(values).toEqual([...values].sort((a, b) => a - b));
  });

  it("shows the forecast where the alert has one", () => {
    const forecast = { p10: 52, p50: 61, p90: 70, errorPpm: null, days: 20, until: 0 };
    expect(chart(rule, rows, { forecast })).toMatchObject({
      forecast: { p10: 52, p50: 61, p90: 70 },
    });
  });

  it("of a rolling window shows how what is in it came about", () => {
    const rolled = chart(budget({ ...BERLIN, window: rolling(DAY), limit: 20 }), rows);
    expect(rolled).toMatchObject({ window: "1d", from: AT - DAY, to: AT });
    expect(rolled?.points.at(-1)).toEqual([AT, 20]);
  });
});

describe("a threshold's chart", () => {
  const rule = threshold({
    ...BERLIN,
    metric: { name: "error_rate" },
    window: rolling(HOUR),
    bound: 200_000,
  });

  it("shows the metric as the rule saw it over twelve windows, with gaps where it had none", () => {
    const made = chart(rule, [row(1, 5 * HOUR), row(2, HOUR / 3, { status: "failed" }), row(3, 0)]);
    expect(made).toMatchObject({
      kind: "line",
      window: "1h",
      from: AT - 12 * HOUR,
      to: AT,
      bound: 200_000,
      direction: "above",
    });
    expect(made?.points.at(-1)).toEqual([AT, 500_000]);
    expect(new Set(made?.points.map(([, value]) => value))).toEqual(
      new Set([null, 0, 1_000_000, 500_000]),
    );
  });

  it("begins no earlier than the rows that are held allow", () => {
    const week = chart({ ...rule, window: rolling(7 * DAY) }, [row(1, 0, { status: "failed" })]);
    expect(week?.from).toBe(AT - 7 * DAY);
  });
});

describe("a spike's chart", () => {
  const rule = spike({ ...BERLIN, overMs: HOUR, versusMs: DAY, timesPpm: 3_000_000, atLeast: 1 });
  const rows = [
    ...Array.from({ length: 24 }, (_, i) => row(i + 1, (i + 1) * HOUR + 60_000)),
    row(90, 0, { neoCredits: 400 }),
  ];

  it("shows the window beside the earlier ones, with the median and the limit", () => {
    const made = chart(rule, rows);
    expect(made).toMatchObject({ kind: "bars", window: "1h", median: 10, limit: 30, to: AT });
    expect(made?.points).toHaveLength(24);
    expect(made?.points.at(-1)).toEqual([AT, 400]);
    expect(made?.points[0]).toEqual([AT - DAY + HOUR, 10]);
  });

  it("of a season shows the same window of earlier days", () => {
    const daily = [1, 2, 3, 4].map((days) => row(days, days * DAY));
    const season = { ...rule, versusMs: 4 * DAY, season: "day" } as const;
    const made = chart(season, [...daily, row(9, 0, { neoCredits: 400 })]);
    expect(made?.points.map(([at, value]) => [(AT - at) / DAY, value])).toEqual([
      [3, 10],
      [2, 10],
      [1, 10],
      [0, 400],
    ]);
  });
});

describe("chartOf", () => {
  it("makes none of single streams, of periods that are over, nor of what is missing", () => {
    expect(chart(streamRule(), [row(1, 0, { status: "blocked" })])).toBeNull();
    const rule = budget({ ...BERLIN, limit: 20 });
    expect(chart(rule, [row(1, 0, { neoCredits: 20 })], { closed: true })).toBeNull();
    const ref = { account: "acme", rule: "rule", group: {}, step: "no data", window: "" };
    expect(chart(rule, [row(1, 0, { neoCredits: 20 })], { ref })).toBeNull();
  });

  it("is said in words to those who do not see it", () => {
    const made = chart(budget({ ...BERLIN, limit: 20, window: monthIn("Europe/Berlin") }), [
      row(1, 0),
    ]);
    if (!made) throw new Error("there is no chart");
    expect(chartTitle(made)).toBe("Neo credits of ann@acme.io this month");
    const scaled = { ...made, limit: 50_000_000_000, points: [[AT, 41_200_000_000]] } as Chart;
    expect(chartText(scaled)).toBe(
      "Chart: Neo credits of ann@acme.io this month: 41.20 credits of 50 credits so far",
    );
  });
});
