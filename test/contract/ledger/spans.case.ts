import { beforeEach, describe, expect, it } from "vitest";
import type { Ledger } from "../../../src/core/ports/index.ts";
import type { Stream } from "../../../src/core/stream.ts";
import { NOON, stream } from "./samples.ts";

const SECOND = 1_000;

/** spansContract is how every ledger counts and adds up what it holds of a span. */
export function spansContract(open: () => Promise<Ledger>): void {
  let ledger: Ledger;
  beforeEach(async () => {
    ledger = await open();
  });
  const hold = (...streams: Stream[]) =>
    ledger.writePage({ account: "acme", streams, seenAt: NOON + SECOND });
  const at = (id: string, createdAt: number, fields: Partial<Stream> = {}) =>
    stream(id, { createdAt, ...fields });
  const span = (from: number, to: number) => ({ from: NOON + from, to: NOON + to });

  describe("counting", () => {
    it("counts from the first moment to before the last, span by span", async () => {
      await hold(at("a", NOON), at("b", NOON + 10), at("c", NOON + 20));
      const spans = [span(0, 20), span(20, 21), span(21, 30), span(-5, 100)];
      expect(await ledger.counts("acme", spans)).toEqual([2, 1, 0, 3]);
    });

    it("leaves out retracted rows and those of other accounts", async () => {
      await hold(at("a", NOON + 1), at("b", NOON + 2));
      const close = { ...span(0, 10), seen: new Set(["a"]) };
      await ledger.writePage({ account: "acme", streams: [], seenAt: NOON, close });
      const other = at("c", NOON + 3, { account: "beta" });
      await ledger.writePage({ account: "beta", streams: [other], seenAt: NOON });
      expect(await ledger.counts("acme", [span(0, 10)])).toEqual([1]);
    });

    it("counts nothing where it is asked for no span, or by an account it does not know", async () => {
      expect(await ledger.counts("acme", [])).toEqual([]);
      expect(await ledger.counts("nobody", [span(0, 10)])).toEqual([0]);
    });
  });

  describe("quiet moments", () => {
    it("are the middle of the longest time without a row within reach", async () => {
      await hold(at("a", NOON - 8), at("b", NOON - 6), at("c", NOON + 2), at("d", NOON + 9));
      expect(await ledger.quietMoments("acme", [NOON], 10)).toEqual([NOON - 2]);
      expect(await ledger.quietMoments("acme", [NOON + 5], 4)).toEqual([NOON + 5]);
    });

    it("are the moment itself where there is no row", async () => {
      await hold(at("far", NOON + 1_000));
      expect(await ledger.quietMoments("acme", [NOON, NOON + 50], 10)).toEqual([NOON, NOON + 50]);
    });
  });

  describe("adding up", () => {
    it("adds to the last nano-credit, by member and by whose key it was", async () => {
      await hold(
        at("a", NOON, { neoCredits: 100_000_000, llmCost: 9, neoCost: 9 }),
        at("b", NOON + 1, { neoCredits: 200_000_000, llmCost: 0 }),
        at("c", NOON + 2, { neoCredits: 7, member: "other@acme.io" }),
        at("d", NOON + 3, { neoCredits: 5, member: null }),
        at("e", NOON + 4, { neoCredits: 0, byok: true, llmCost: 2 ** 52, neoCost: 11 }),
      );
      expect(await ledger.sums("acme", [span(0, 4), span(4, 5), span(5, 9)])).toEqual([
        {
          ...span(0, 4),
          rows: 4,
          neoCredits: 300_000_012,
          members: new Map([
            ["lead@acme.io", 300_000_000],
            ["other@acme.io", 7],
          ]),
          byok: { llmCost: 0, neoCost: 0, streams: 0 },
        },
        {
          ...span(4, 5),
          rows: 1,
          neoCredits: 0,
          members: new Map([["lead@acme.io", 0]]),
          byok: { llmCost: 2 ** 52, neoCost: 11, streams: 1 },
        },
        {
          ...span(5, 9),
          rows: 0,
          neoCredits: 0,
          members: new Map(),
          byok: { llmCost: 0, neoCost: 0, streams: 0 },
        },
      ]);
    });

    it("adds up what counts only", async () => {
      await hold(at("a", NOON + 1, { neoCredits: 5 }), at("b", NOON + 2, { neoCredits: 6 }));
      const close = { ...span(0, 10), seen: new Set(["a"]) };
      await ledger.writePage({ account: "acme", streams: [], seenAt: NOON, close });
      expect(await ledger.sums("acme", [span(0, 10)])).toMatchObject([{ rows: 1, neoCredits: 5 }]);
    });
  });
}
