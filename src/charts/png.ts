import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { LOOK } from "./look.ts";

const { resolve } = createRequire(import.meta.url);
const FONTS = ["400Regular/Inter_400Regular.ttf", "600SemiBold/Inter_600SemiBold.ttf"];

/** Painter turns SVG into PNG with the bundled font alone, so that it looks alike on every machine. */
export type Painter = (svg: string) => Uint8Array;

/** createPainter reads the font and the renderer, once for the process. */
export async function createPainter(): Promise<Painter> {
  const [wasm, ...fonts] = await Promise.all([
    readFile(resolve("@resvg/resvg-wasm/index_bg.wasm")),
    ...FONTS.map((font) => readFile(resolve(`@expo-google-fonts/inter/${font}`))),
  ]);
  await initWasm(wasm);
  return (svg) => {
    const drawing = new Resvg(svg, {
      fitTo: { mode: "zoom", value: LOOK.zoom },
      font: { fontBuffers: fonts, defaultFontFamily: LOOK.font, sansSerifFamily: LOOK.font },
    });
    const picture = drawing.render();
    try {
      return picture.asPng();
    } finally {
      picture.free();
      drawing.free();
    }
  };
}
