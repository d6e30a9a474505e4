import { describe, expect, it } from "vitest";
import type { Judgement, Seen } from "../../../../src/core/rules/evaluator.ts";
import { Verdicts } from "../../../../src/core/rules/verdicts.ts";

const breach: Judgement = {
  ...{ breached: true, cleared: false, rearmed: false, limit: 3, severity: "warning", terms: "t" },
};
const seen = (part: Partial<Seen> = {}): Seen => ({
  ...{ group: 40, ref: null, n: 6, d: 2, streams: 2, known: false, ended: false, at: 100 },
  ...part,
});

describe("a verdict on a group", () => {
  it.each([
    ["holds", {}, 5, true],
    ["holds until its time", { at: 199 }, 5, true],
    ["is over at its time", { at: 200 }, 5, false],
    ["is over when the value is another", { n: 7 }, 5, false],
    ["is over when the value is of other streams", { d: 3 }, 5, false],
    ["is over when rows were put or taken back", {}, 6, false],
    ["is of no other group", { group: 39 }, 5, false],
    ["is of no group that was never decided on", { group: 4_000 }, 5, false],
  ])("%s", (_what, part, changes, holds) => {
    for (const verdict of [null, breach]) {
      const verdicts = new Verdicts();
      expect(verdicts.keep(seen(), 5, verdict, 200)).toBe(verdict);
      expect(verdicts.of(seen(part), changes)).toBe(holds ? verdict : undefined);
    }
  });

  it("takes the place of the one before", () => {
    const verdicts = new Verdicts();
    verdicts.keep(seen(), 5, breach, 200);
    verdicts.keep(seen(), 5, null, 300);
    expect(verdicts.of(seen({ at: 250 }), 5)).toBeNull();
    verdicts.keep(seen({ group: 3 }), 1, breach, 300);
    expect([verdicts.of(seen({ group: 3 }), 1), verdicts.of(seen(), 5)]).toEqual([breach, null]);
  });
});
