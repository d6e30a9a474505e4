import type { BarsChart, BudgetChart, LineChart } from "../core/charts/index.ts";
import { LOOK } from "./look.ts";

/** Drawn values are in the axis's own unit. */
type InScale = (value: number) => number;
type Pair = readonly [x: number, y: number | null];

const QUIET = { symbol: "none", animation: false, silent: true } as const;

/** budgetSeries draws what was spent, the forecast's band and its middle, each from the last moment that is known. */
export function budgetSeries(chart: BudgetChart, scaled: InScale): readonly object[] {
  const known: Pair[] = chart.points.map(([at, value]) => [
    at,
    value === null ? null : scaled(value),
  ]);
  const start: Pair = [chart.from, 0];
  const last = known.at(-1) ?? start;
  return [
    ...(chart.forecast ? forecastSeries(chart.forecast, last, chart.to, scaled) : []),
    spent([start, ...known]),
    dot(last),
  ];
}

/** lineSeries draws a metric over time; where there was no value the line breaks. */
export function lineSeries(chart: LineChart, scaled: InScale): readonly object[] {
  const points: Pair[] = chart.points.map(([at, value]) => [
    at,
    value === null ? null : scaled(value),
  ]);
  const last = points.at(-1);
  return [spent(points), ...(last && last[1] !== null ? [dot(last)] : [])];
}

/** barSeries draws the windows, the present one last and in full colour. */
export function barSeries(chart: BarsChart, scaled: InScale): readonly object[] {
  const data = chart.points.map(([, value], index) => ({
    value: value === null ? null : scaled(value),
    itemStyle: { color: index === chart.points.length - 1 ? LOOK.line : LOOK.earlier },
  }));
  return [{ ...QUIET, type: "bar", data, barCategoryGap: "28%" }];
}

function spent(data: readonly Pair[]): object {
  return {
    ...{ ...QUIET, type: "line", data, z: 3 },
    lineStyle: { color: LOOK.line, width: 3 },
    areaStyle: { color: LOOK.fill, origin: "start" },
  };
}

function dot(at: Pair): object {
  return {
    ...QUIET,
    type: "scatter",
    data: [at],
    symbol: "circle",
    symbolSize: 11,
    z: 5,
    itemStyle: { opacity: 1, color: LOOK.line, borderColor: LOOK.card, borderWidth: 2 },
  };
}

function forecastSeries(
  { p10, p50, p90 }: NonNullable<BudgetChart["forecast"]>,
  last: Pair,
  to: number,
  scaled: InScale,
): readonly object[] {
  const [at, value] = last;
  const lower: Pair[] = [last, [to, scaled(p10)]];
  const width: Pair[] = [
    [at, 0],
    [to, scaled(p90) - scaled(p10)],
  ];
  const invisible = { ...QUIET, type: "line", stack: "band", lineStyle: { opacity: 0 }, z: 1 };
  return [
    { ...invisible, data: lower },
    { ...invisible, data: width, areaStyle: { color: LOOK.band } },
    {
      ...{
        ...QUIET,
        type: "line",
        data: [
          [at, value],
          [to, scaled(p50)],
        ],
        z: 2,
      },
      lineStyle: { color: LOOK.line, width: 2.5, type: "dashed" },
    },
  ];
}
