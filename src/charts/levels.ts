import type { Chart } from "../core/charts/index.ts";
import { roundQuantity } from "../core/message/index.ts";
import { LOOK } from "./look.ts";

/** Level is a line across a chart with its label: a limit, a step, a median. */
export interface Level {
  readonly value: number;
  readonly label: string;
  readonly color: string;
  readonly dashed: boolean;
}

/** Lines nearer to another than this share of the axis would write over its label. */
const APART = 0.09;

/** levelsOf lists the lines across a chart, the most important first; of two too near for their labels only that is kept. */
export function levelsOf(chart: Chart, most: number): readonly Level[] {
  const kept: Level[] = [];
  for (const level of all(chart)) {
    const near = kept.some(({ value }) => Math.abs(value - level.value) < most * APART);
    if (!near) kept.push(level);
  }
  return kept;
}

function all(chart: Chart): readonly Level[] {
  const said = (value: number) =>
    `${roundQuantity(value, chart.unit)}${chart.unit === "nano" ? " credits" : ""}`;
  const limit = (value: number, what: string): Level => ({
    ...{ value, label: `${what} ${said(value)}`, color: LOOK.limit, dashed: false },
  });
  switch (chart.kind) {
    case "budget":
      return [
        limit(chart.limit, "Budget"),
        ...chart.steps.toReversed().map(({ label, value }) => ({
          ...{ value, label, color: LOOK.step, dashed: true },
        })),
      ];
    case "line":
      return [limit(chart.bound, chart.direction === "above" ? "Limit" : "At least")];
    case "bars":
      return [
        limit(chart.limit, "Limit"),
        ...(chart.median === undefined
          ? []
          : [
              {
                value: chart.median,
                label: `Usual ${said(chart.median)}`,
                color: LOOK.soft,
                dashed: true,
              },
            ]),
      ];
  }
}
