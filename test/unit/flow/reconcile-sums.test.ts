import { describe, expect, test } from "vitest";
import { nanoFromNumber } from "../../../src/core/money.ts";
import type { SpanSums, UsageSummary } from "../../../src/core/ports/index.ts";
import { compareSums } from "../../../src/flow/reconcile/compare-sums.ts";
import type { HeldSums } from "../../../src/flow/reconcile/sum-pairs.ts";

const DAY = 86_400_000;
const nano = nanoFromNumber;

function sums(from: number, credits: number, over: Partial<SpanSums> = {}): SpanSums {
  return {
    ...{ from, to: from + DAY, rows: 3, neoCredits: nano(credits) },
    members: new Map([["lead@acme.io", nano(credits)]]),
    byok: { llmCost: 0, neoCost: 0, streams: 0 },
    ...over,
  };
}

/** A ledger of so many credits a day, with nothing at the edges unless told. */
function heldOf(days: readonly number[], edges: readonly SpanSums[] = []): HeldSums {
  const total = days.reduce((sum, credits) => sum + nano(credits), 0);
  const inside = sums(0, 0, {
    neoCredits: total,
    rows: 3 * days.length,
    members: new Map([["lead@acme.io", total]]),
  });
  return { days: days.map((credits, i) => sums(i * DAY, credits)), whole: [inside, ...edges] };
}

function told(days: readonly number[], over: Partial<UsageSummary> = {}): UsageSummary {
  const total = days.reduce((sum, credits) => sum + nano(credits), 0);
  return {
    days: days.map((credits, i) => ({ day: i * DAY, neoCredits: nano(credits) })),
    members: new Map([["lead@acme.io", total]]),
    byok: { llmCost: 0, neoCost: 0, streams: 0 },
    decimals: 9,
    ...over,
  };
}

const differing = (summary: UsageSummary, held: HeldSums, known?: number) => {
  const { days, whole } = compareSums(summary, held, known);
  return [...[...days.values()].filter((text) => text !== null), ...whole];
};

describe("sums", () => {
  test("agree to the last nano-credit", () => {
    expect(differing(told([0.1, 0.2]), heldOf([0.1, 0.2]))).toEqual([]);
    expect(differing(told([0.1, 0.200000001]), heldOf([0.1, 0.2]))).toEqual([
      "all: Neo's summary says 0.200000001 credits, the ledger 0.2 credits",
      "lead@acme.io: Neo's summary says 0.300000001 credits, the ledger 0.3 credits",
    ]);
  });

  test("of a day that the summary does not name are nothing", () => {
    expect(differing(told([1]), heldOf([1, 0]))).toEqual([]);
    expect(differing(told([1]), heldOf([1, 2]))).toHaveLength(2);
  });

  test("of members are compared where the days agree, those of only one side too", () => {
    const members = new Map([["other@acme.io", nano(3)]]);
    expect(differing(told([3], { members }), heldOf([3]))).toEqual([
      "lead@acme.io: Neo's summary says 0 credits, the ledger 3 credits",
      "other@acme.io: Neo's summary says 3 credits, the ledger 0 credits",
    ]);
    expect(differing(told([3], { members: null }), heldOf([3]))).toEqual([]);
  });

  test("of own keys are compared, streams as a count", () => {
    const byok = { llmCost: nano(1), neoCost: 0, streams: 1 };
    expect(differing(told([3], { byok }), heldOf([3]))).toEqual([
      "own key, LLM cost: Neo's summary says 1 credits, the ledger 0 credits",
      "own key: Neo's summary says 1 streams, the ledger 0 streams",
    ]);
    expect(differing(told([3], { byok: null }), heldOf([3]))).toEqual([]);
  });

  test("of rows at the edges may be in the summary or not", () => {
    const held = heldOf([3], [sums(-2, 0.5), sums(DAY, 0.25)]);
    const whole = (credits: number) =>
      differing(told([3], { members: new Map([["lead@acme.io", nano(credits)]]) }), held);
    for (const credits of [3, 3.25, 3.5, 3.75]) expect(whole(credits)).toEqual([]);
    expect(whole(2.999999999)).toHaveLength(1);
    expect(whole(3.750000001)).toHaveLength(1);
  });
});

describe("a summary that adds up floating-point numbers", () => {
  const noisy = (credits: number) => told([credits], { members: null, decimals: 17 });

  test("agrees within what that does to a sum", () => {
    expect(differing(noisy(0.30000000000000004), heldOf([0.3]))).toEqual([]);
    expect(differing(noisy(0.300000002), heldOf([0.3]))).toEqual([]);
  });

  test("does not agree beyond that", () => {
    expect(differing(noisy(0.300000004), heldOf([0.3]))).toHaveLength(1);
  });
});

describe("a summary that rounds", () => {
  const exact = [1.234567, 2.345678, 3.456789];
  const rounded = told([1.23, 2.35, 3.46], { decimals: 2, members: null });

  test("is told from one that is wrong by several sums that rounding explains", () => {
    expect(compareSums(rounded, heldOf(exact))).toMatchObject({ roundedTo: 2, whole: [] });
    expect(differing(rounded, heldOf(exact))).toEqual([]);
  });

  test("still finds what rounding does not explain", () => {
    const wrong = told([1.23, 9.99, 3.46, 5.68, 6.79], { decimals: 2, members: null });
    const held = heldOf([...exact, 5.678901, 6.789012]);
    expect(compareSums(wrong, held).roundedTo).toBe(2);
    expect(differing(wrong, held)).toEqual([
      "all: Neo's summary says 9.99 credits, the ledger 2.345678 credits",
    ]);
  });

  test("of one or two sums is only perhaps one: it stays different until that is known", () => {
    const one = told([1.23], { decimals: 2, members: null });
    expect(compareSums(one, heldOf([1.234567]))).toMatchObject({
      roundedTo: null,
      perhapsRoundedTo: 2,
    });
    expect(differing(one, heldOf([1.234567]))).toHaveLength(1);
    expect(differing(one, heldOf([1.234567]), 2)).toEqual([]);
  });

  test("is not one whose sums have as many decimals as the ledger's", () => {
    const missing = told([1.23], { decimals: 2, members: null });
    expect(compareSums(missing, heldOf([1.22]))).toMatchObject({
      roundedTo: null,
      perhapsRoundedTo: null,
    });
  });

  test("never explains a count", () => {
    const byok = { llmCost: 0, neoCost: 0, streams: 1 };
    const one = told([1.23], { decimals: 2, members: null, byok });
    expect(compareSums(one, heldOf([1.234567]), 2).whole).toHaveLength(1);
    expect(compareSums(one, heldOf([1.234567])).perhapsRoundedTo).toBeNull();
  });
});
