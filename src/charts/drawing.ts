import type { Chart } from "../core/charts/index.ts";
import { createPainter, type Painter } from "./png.ts";
import { svgOf } from "./svg.ts";

/** drawing makes what draws a chart as PNG where it is called; the renderer and its font are read with the first one. */
export function drawing(): (chart: Chart) => Promise<Uint8Array> {
  let painter: Promise<Painter> | null = null;
  return async (chart) => {
    painter ??= createPainter();
    return (await painter)(svgOf(chart));
  };
}
