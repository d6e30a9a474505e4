import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { CHARTS } from "../support/charts.ts";

const run = promisify(execFile);
const BUILT = new URL("../../dist/charts/index.js", import.meta.url).href;
/** What the demo loads before the daemon must not be loaded in the thread: there it would take itself for the daemon. */
const ONLY_MAIN = `import { isMainThread } from "node:worker_threads"; if (!isMainThread) throw new Error("loaded twice");`;
const DRAWS = `
  const { createDrawer } = await import(${JSON.stringify(BUILT)});
  const chart = ${JSON.stringify(CHARTS["budget"])};
  const drawer = createDrawer();
  const bad = await drawer.draw({ ...chart, points: null }).catch((error) => error.message);
  const png = Buffer.from(await drawer.draw(chart));
  const waiting = drawer.draw(chart).catch((error) => error.message);
  await drawer.close();
  console.log(JSON.stringify([bad, png.subarray(1, 4).toString(), await waiting]));
`;

it("charts are drawn in a thread of their own, which outlives a chart it cannot draw and ends when told to", async () => {
  const { stdout } = await run(process.execPath, [
    ...["--import", `data:text/javascript,${encodeURIComponent(ONLY_MAIN)}`],
    ...["--input-type=module", "--eval", DRAWS],
  ]);
  expect(JSON.parse(stdout)).toEqual([
    expect.stringContaining("null"),
    "PNG",
    "the drawer was closed",
  ]);
}, 20_000);
