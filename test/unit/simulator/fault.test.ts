import { describe, expect, it } from "vitest";
import { createFaultFeed, FAULTS, readFaults } from "../../../src/simulator/api/fault.ts";

describe("createFaultFeed", () => {
  it("plays a script step by step, then nothing", () => {
    const feed = createFaultFeed(
      {
        script: [
          { fault: "429", times: 2 },
          { fault: "reset", times: 1, after: 2 },
        ],
      },
      "7",
    );
    const told = Array.from({ length: 7 }, () => feed.next());
    expect(told).toEqual(["429", "429", null, null, "reset", null, null]);
  });

  it("deals out shares from the seed, the same again for the same seed", () => {
    const plan = { rates: { "429": 0.1, slow: 0.2 } };
    const draw = (seed: string) => {
      const feed = createFaultFeed(plan, seed);
      return Array.from({ length: 3_000 }, () => feed.next());
    };
    const told = draw("7");
    expect(draw("7")).toEqual(told);
    expect(draw("8")).not.toEqual(told);
    expect(told.filter((fault) => fault === "429").length).toBeGreaterThan(240);
    expect(told.filter((fault) => fault === "slow").length).toBeGreaterThan(520);
    expect(told.filter((fault) => fault === null).length).toBeGreaterThan(2_000);
  });
});

describe("readFaults", () => {
  it("reads shares by name", () => {
    expect(readFaults("429=0.05, reset=1,")).toEqual({ rates: { "429": 0.05, reset: 1 } });
    expect(readFaults("")).toEqual({ rates: {} });
  });

  it.each([
    ["404=0.1", `there is no fault "404"; the faults are ${FAULTS.join(", ")}`],
    ["429", '"429" needs a share from 0 to 1, such as 429=0.05'],
    ["slow=2", '"slow=2" needs a share from 0 to 1, such as slow=0.05'],
    ["slow=abc", '"slow=abc" needs a share from 0 to 1, such as slow=0.05'],
  ])("says what is wrong with %s", (text, message) => {
    expect(() => readFaults(text)).toThrow(message);
  });
});
