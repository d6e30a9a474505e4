import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agrees } from "./agrees.ts";
import { denseWorlds } from "./dense-worlds.ts";
import { worlds } from "./worlds.ts";

/** How many random rule sets. A failure names its seed and path, with which fast-check repeats it. */
const SPARSE = 80;
const DENSE = 25;

/** So few runs may miss a rare kind by chance; of many, each kind must have breached. */
const MANY = SPARSE + DENSE >= 2_000;

describe("an engine against the oracle", () => {
  it("agrees with big integers over all rows, at every tick, in four zones over their clock changes", () => {
    const told = new Map<string, number>();
    fc.assert(
      fc.property(worlds, (world) => {
        agrees(world, told);
      }),
      { numRuns: SPARSE },
    );
    for (const kind of !MANY ? [] : ["budget", "threshold", "burn_rate"]) {
      expect(told.get(kind), kind).toBeGreaterThan(0);
    }
  }, 1_200_000);

  it("agrees on what is compared with many earlier windows", () => {
    const told = new Map<string, number>();
    fc.assert(
      fc.property(denseWorlds, (world) => {
        agrees(world, told);
      }),
      { numRuns: DENSE },
    );
    for (const kind of !MANY ? [] : ["spike", "anomaly", "anomaly with a MAD", "burn_rate"]) {
      expect(told.get(kind), kind).toBeGreaterThan(0);
    }
  }, 1_200_000);
});
