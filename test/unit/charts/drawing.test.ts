import { describe, expect, it, test } from "vitest";
import { drawing } from "../../../src/charts/drawing.ts";
import { legible } from "../../../src/charts/legible.ts";
import { svgOf } from "../../../src/charts/svg.ts";
import { CHARTS } from "../../support/charts.ts";

const GOLDEN = "../../golden/charts";
const draw = drawing();

describe.each(Object.entries(CHARTS))("the chart of %s", (name, chart) => {
  it("is drawn as agreed", async () => {
    await expect(svgOf(chart)).toMatchFileSnapshot(`${GOLDEN}/${name}.svg`);
  });

  it("becomes a picture of 1200 by 750 pixels, small enough for a mail, the very same each time", async () => {
    const png = Buffer.from(await draw(chart));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 750]);
    expect(png.length).toBeLessThan(150_000);
    expect(Buffer.from(await draw(chart)).equals(png)).toBe(true);
  });
});

describe("svgOf", () => {
  it("names the zone, the unit, the limit and whom it is about", () => {
    const svg = svgOf(CHARTS["budget"] as never);
    for (const said of [
      "Europe/Berlin",
      "credits",
      "Budget 50 credits",
      "80%",
      "lead@acme.io",
      "15 Mar",
    ]) {
      expect(svg).toContain(said);
    }
  });

  it("takes whatever a name is, as text", () => {
    const svg = svgOf({ ...CHARTS["budget"], who: "<script>alert(1)</script>&\u0000" } as never);
    expect(svg).not.toContain("<script>");
    expect(svg).not.toContain("\u0000");
  });

  it("draws what has no values at all", async () => {
    const empty = { ...CHARTS["line"], points: [] } as never;
    expect((await draw(empty)).length).toBeGreaterThan(1_000);
  });
});

describe("legible", () => {
  test.each([
    ["Nightly recon", "Nightly recon"],
    ["Ночной обход", "Ночной обход"],
    ["日本 scan 🔥", "scan"],
    ["a\u202eb\nc", "ab c"],
    ["x".repeat(60), `${"x".repeat(49)}…`],
  ])("makes of “%s” “%s”", (text, shown) => {
    expect(legible(text, 50)).toBe(shown);
  });
});
