import { parentPort } from "node:worker_threads";
import type { Chart } from "../core/charts/index.ts";
import { drawing } from "./drawing.ts";

/** Request asks the thread for a picture. */
export interface Request {
  readonly number: number;
  readonly chart: Chart;
}

/** Answer is a picture, or why there is none. */
export type Answer =
  | { readonly number: number; readonly png: Uint8Array }
  | { readonly number: number; readonly error: string };

const draw = drawing();

parentPort?.on("message", async ({ number, chart }: Request) => {
  parentPort?.postMessage(await answer(number, chart));
});

async function answer(number: number, chart: Chart): Promise<Answer> {
  try {
    return { number, png: await draw(chart) };
  } catch (error) {
    return { number, error: error instanceof Error ? error.message : String(error) };
  }
}
