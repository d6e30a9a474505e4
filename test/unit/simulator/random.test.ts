import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomOf } from "../../../src/simulator/random.ts";

describe("randomOf", () => {
  it("gives the same draws for the same key for ever", () => {
    const random = randomOf("7/mira@red.acme.io/491022");
    expect([random.int(1000), random.int(1000), random.int(1000)]).toEqual([286, 740, 394]);
    expect(random.uuid()).toBe("5d926f98-9996-4770-8b40-61497d794a80");
  });

  it("gives unrelated draws for keys that differ in one digit", () => {
    const firsts = Array.from({ length: 2_000 }, (_, number) => randomOf(`key/${number}`).next());
    const mean = firsts.reduce((sum, draw) => sum + draw, 0) / firsts.length;
    expect(new Set(firsts).size).toBe(firsts.length);
    expect(mean).toBeGreaterThan(0.47);
    expect(mean).toBeLessThan(0.53);
  });

  it("makes version 4 UUIDs", () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        expect(randomOf(key).uuid()).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });

  it.each([0.2, 3, 75])("draws Poisson counts around a mean of %s", (mean) => {
    const random = randomOf(`poisson/${mean}`);
    const counts = Array.from({ length: 4_000 }, () => random.poisson(mean));
    const found = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    expect(Math.abs(found - mean)).toBeLessThan(4 * Math.sqrt(mean / counts.length));
  });

  it("picks in proportion to the weights and never what weighs nothing", () => {
    const random = randomOf("weights");
    const picks = Array.from({ length: 3_000 }, () =>
      random.weighted([
        [3, "often"],
        [1, "rarely"],
        [0, "never"],
      ]),
    );
    const share = picks.filter((pick) => pick === "often").length / picks.length;
    expect(share).toBeGreaterThan(0.72);
    expect(share).toBeLessThan(0.78);
    expect(picks).not.toContain("never");
  });
});
