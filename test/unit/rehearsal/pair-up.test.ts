import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pairUp } from "../../../src/rehearsal/pair-up.ts";

describe("pairing what is expected with what is there", () => {
  it("finds a place for all where a greedy choice would not", () => {
    const fits = (want: string, got: string) => want.includes(got);
    const { pairs, restWanted } = pairUp(["ab", "a"], ["a", "b"], fits, () => 0);
    expect(restWanted).toEqual([]);
    expect(pairs).toEqual([
      ["ab", "b"],
      ["a", "a"],
    ]);
  });

  it("sets what fits nothing beside the most alike of the rest, and leaves alone what has nothing in common", () => {
    const alike = (want: string, got: string) =>
      [...want].filter((letter) => got.includes(letter)).length;
    const { pairs, restWanted, restGot } = pairUp(
      ["xyz", "abc"],
      ["bcq", "cqq", "mmm"],
      () => false,
      alike,
    );
    expect(pairs).toEqual([["abc", "bcq"]]);
    expect(restWanted).toEqual(["xyz"]);
    expect(restGot).toEqual(["cqq", "mmm"]);
  });

  it("pairs as many as can be paired, each once", () => {
    const edges = fc.array(fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(edges, (fitting) => {
        const wants = fitting.map((_, index) => index);
        const gots = [0, 1, 2, 3, 4];
        const fits = (want: number, got: number) => fitting[want]?.[got] ?? false;
        const { pairs, restWanted, restGot } = pairUp(wants, gots, fits, () => 0);
        expect(pairs.every(([want, got]) => fits(want, got))).toBe(true);
        expect(new Set(pairs.map(([, got]) => got)).size).toBe(pairs.length);
        expect(restWanted.length).toBe(wants.length - pairs.length);
        expect(restGot.length).toBe(gots.length - pairs.length);
        expect(pairs.length).toBe(most(fitting, new Set()));
      }),
    );
  });
});

/** The most that can be paired, by trying everything. */
function most(
  [first, ...rest]: readonly (readonly boolean[])[],
  taken: ReadonlySet<number>,
): number {
  if (!first) return 0;
  const tries = first.map((fits, got) =>
    fits && !taken.has(got) ? 1 + most(rest, new Set([...taken, got])) : 0,
  );
  return Math.max(most(rest, taken), ...tries);
}
