import { describe, expect, it } from "vitest";
import { createStandings } from "../../../../src/app/standings.ts";
import type { Looked } from "../../../../src/flow/index.ts";
import { manualClock } from "../../../support/clock.ts";
import { memoryLog } from "../../../support/log.ts";

function standing() {
  const clock = manualClock();
  const log = memoryLog();
  let looked: Looked | null = null;
  let fails = false;
  const parts = {
    ...{ clock, log, history: {} as never, stores: {} as never },
    evaluator: {
      look: async () => {
        if (fails) throw new Error("gone");
        return looked;
      },
    },
    settings: () => ({ rules: [] }) as never,
  };
  const { standings } = createStandings(parts);
  const at = async () => (await standings())?.at ?? null;
  return {
    ...{ clock, log, at },
    evaluate: () => {
      looked = { at: clock.now(), findings: new Map() };
    },
    fail: () => {
      fails = true;
    },
  };
}

describe("how the rules stand", () => {
  it("is not known before the first evaluation", async () => {
    expect(await standing().at()).toBeNull();
  });

  it("is shown as it is known while it is read anew, for a minute", async () => {
    const { clock, at, evaluate } = standing();
    const first = clock.now();
    evaluate();
    expect(await at()).toBe(first);
    clock.advance(30_000);
    evaluate();
    expect(await at()).toBe(first);
    await new Promise(setImmediate);
    expect(await at()).toBe(first + 30_000);
    clock.advance(60_001);
    evaluate();
    expect(await at()).toBe(first + 90_001);
  });

  it("is shown as it is known where it cannot be read anew, and the log says so", async () => {
    const { clock, log, at, evaluate, fail } = standing();
    const first = clock.now();
    evaluate();
    await at();
    fail();
    expect(await at()).toBe(first);
    await new Promise(setImmediate);
    expect(log.lines).toMatchObject([{ level: "warn" }]);
  });
});
