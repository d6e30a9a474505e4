import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agrees } from "./agrees.ts";
import { denseWorlds } from "./dense-worlds.ts";
import { worlds } from "./worlds.ts";

/** How many random rule sets; vitest's `--mode oracle` runs 2,000. A failure names its seed and path, with which fast-check repeats it. */
const { env } = import.meta as unknown as { env: { MODE: string } };
const MANY = env.MODE === "oracle";
const [SPARSE, DENSE] = MANY ? [1_500, 500] : [80, 25];

describe("an engine against the oracle", () => {
  it("agrees with big integers over all rows, at every tick, in four zones over their clock changes", () => {
    const told = new Map<string, number>();
    fc.assert(
      fc.property(worlds, (world) => {
        agrees(world, told);
      }),
      { numRuns: SPARSE },
    );
    // So few runs may miss a rare kind by chance; of many, each kind must have breached.
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
    // So few runs may miss a rare kind by chance; of many, each kind must have breached.
    for (const kind of !MANY ? [] : ["spike", "anomaly", "anomaly with a MAD", "burn_rate"]) {
      expect(told.get(kind), kind).toBeGreaterThan(0);
    }
  }, 1_200_000);
});
