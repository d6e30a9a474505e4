import type { EChartsCoreOption } from "echarts/core";
import { type Chart, chartTitle, momentLabel, timeTicks } from "../core/charts/index.ts";
import { legible } from "./legible.ts";
import { type Level, levelsOf } from "./levels.ts";
import { LOOK } from "./look.ts";
import { scaleOf } from "./scale.ts";
import { barSeries, budgetSeries, lineSeries } from "./series.ts";

const TICKS = 5;
/** A title's letters take about this much of the width each, so that so many fit. */
const TITLE_LETTERS = 50;

/** optionOf is a chart as ECharts takes it. Nothing in it depends on the machine: no clock, no zone, no measured text. */
export function optionOf(chart: Chart): EChartsCoreOption {
  const most = highest(chart);
  const scale = scaleOf(chart.unit, most);
  const scaled = (value: number) => value / scale.divisor;
  const levels = levelsOf(chart, most);
  return {
    animation: false,
    backgroundColor: "transparent",
    textStyle: { fontFamily: LOOK.font, color: LOOK.ink },
    title: titleOf(chart),
    grid: {
      ...{ left: 16, right: 18, top: 74, bottom: 34 },
      ...{ outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    },
    xAxis: chart.kind === "bars" ? windowAxis(chart) : timeAxis(chart),
    yAxis: valueAxis(scaled(most)),
    series: [...seriesOf(chart, scaled), levelSeries(levels, scaled)],
    graphic: [
      caption(scale.unit, { left: 16, top: 44 }),
      caption(chart.timezone, { right: 18, bottom: 9 }),
    ],
  };
}

function titleOf(chart: Chart): object {
  const title = legible(chartTitle(chart), TITLE_LETTERS);
  return {
    text: title,
    left: 16,
    top: 19,
    padding: 0,
    textStyle: { ...text(LOOK.ink, LOOK.title), fontWeight: 600 },
  };
}

/** What an axis counts in stands at its end. */
function caption(said: string, place: Readonly<Record<string, number>>): object {
  return { type: "text", silent: true, ...place, style: { ...text(LOOK.soft), text: said } };
}

function timeAxis({ from, to, timezone }: Chart): object {
  const ticks = timeTicks(from, to, timezone, TICKS);
  const labels = new Map(ticks.map(({ at, label }) => [at, label]));
  const customValues = ticks.map(({ at }) => at);
  return {
    type: "value",
    min: from,
    max: to,
    axisLine: { onZero: false, lineStyle: { color: LOOK.border } },
    axisTick: { customValues, show: true, lineStyle: { color: LOOK.border } },
    axisLabel: {
      ...text(LOOK.soft),
      customValues,
      hideOverlap: true,
      formatter: (at: number) => labels.get(at) ?? "",
    },
    splitLine: { show: false },
  };
}

function windowAxis({ points, timezone }: Chart): object {
  const ends = points.map(([at]) => at);
  const every = (ends.at(-1) ?? 0) - (ends.at(-2) ?? 0);
  const data = ends.map((at) => momentLabel(at, timezone, every));
  return {
    type: "category",
    data,
    axisLine: { onZero: false, lineStyle: { color: LOOK.border } },
    axisTick: { show: false },
    axisLabel: {
      ...text(LOOK.soft),
      interval: (index: number) => (data.length - 1 - index) % Math.ceil(data.length / TICKS) === 0,
    },
  };
}

function valueAxis(most: number): object {
  return {
    type: "value",
    min: 0,
    max: most,
    splitNumber: 4,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: {
      ...text(LOOK.soft),
      showMaxLabel: false,
      formatter: (value: number) => value.toLocaleString("en"),
    },
    splitLine: { showMaxLine: false, lineStyle: { color: LOOK.grid } },
  };
}

function levelSeries(levels: readonly Level[], scaled: (value: number) => number): object {
  return {
    type: "line",
    data: [],
    animation: false,
    markLine: {
      symbol: "none",
      silent: true,
      animation: false,
      data: levels.map(({ value, label, color, dashed }) => ({
        yAxis: scaled(value),
        lineStyle: { color, width: dashed ? 1.5 : 2, type: dashed ? "dashed" : "solid" },
        label: {
          ...{ ...text(color), fontWeight: 600, formatter: label, position: "insideStartTop" },
          ...{ distance: [2, 2], padding: [1, 4], borderRadius: 3, backgroundColor: LOOK.veil },
        },
      })),
    },
  };
}

function seriesOf(chart: Chart, scaled: (value: number) => number): readonly object[] {
  switch (chart.kind) {
    case "budget":
      return budgetSeries(chart, scaled);
    case "line":
      return lineSeries(chart, scaled);
    case "bars":
      return barSeries(chart, scaled);
  }
}

/** The axis ends above all that is drawn, with room for the label of the highest line. */
function highest(chart: Chart): number {
  const values = chart.points.map(([, value]) => value ?? 0);
  const levels = levelsOf(chart, 0).map(({ value }) => value);
  const ahead = chart.kind === "budget" && chart.forecast ? [chart.forecast.p90] : [];
  return Math.max(...values, ...levels, ...ahead, 1) * 1.16;
}

function text(color: string, size: number = LOOK.text) {
  return { color, fill: color, fontSize: size, fontFamily: LOOK.font };
}
