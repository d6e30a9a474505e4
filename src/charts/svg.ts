import { BarChart, LineChart, ScatterChart } from "echarts/charts";
import {
  GraphicComponent,
  GridComponent,
  MarkLineComponent,
  TitleComponent,
} from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Chart } from "../core/charts/index.ts";
import { LOOK } from "./look.ts";
import { optionOf } from "./option.ts";

use([
  ...[BarChart, LineChart, ScatterChart, SVGRenderer],
  ...[GraphicComponent, GridComponent, MarkLineComponent, TitleComponent],
]);

/** svgOf draws a chart as SVG on a card with round corners. */
export function svgOf(chart: Chart): string {
  const { width, height } = LOOK;
  const drawing = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    drawing.setOption(optionOf(chart));
    return onCard(drawing.renderToSVGString());
  } finally {
    drawing.dispose();
  }
}

function onCard(svg: string): string {
  const { width, height, card, border } = LOOK;
  const rect = `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="${card}" stroke="${border}"/>`;
  return svg.replace(/(<svg[^>]*>)/, `$1${rect}`);
}
