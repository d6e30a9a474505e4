import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  forgotten,
  oldestIn,
  type Painted,
  painted,
  staleIn,
} from "../../../src/flow/reconcile/painted.ts";

const span = (from: number, to: number) => ({ from, to });

describe("what was last known when", () => {
  test("the newer stays where two spans overlap, whichever was laid first", () => {
    const one = painted(painted([], span(0, 10), 5), span(4, 20), 7);
    const other = painted(painted([], span(4, 20), 7), span(0, 10), 5);
    expect(one).toEqual([
      { from: 0, to: 4, at: 5 },
      { from: 4, to: 20, at: 7 },
    ]);
    expect(other).toEqual(one);
  });

  test("the oldest of a span counts, and nothing where a part of it was never known", () => {
    const all = painted(painted([], span(0, 10), 5), span(10, 20), 7);
    expect(oldestIn(all, span(0, 20))).toBe(5);
    expect(oldestIn(all, span(10, 20))).toBe(7);
    expect(oldestIn(all, span(0, 21))).toBeNull();
    expect(oldestIn(all, span(-1, 20))).toBeNull();
  });

  test("the first stale part ends where something newer begins", () => {
    const all = painted(painted([], span(0, 30), 5), span(10, 20), 7);
    expect(staleIn(all, span(0, 30), 5)).toEqual(span(0, 10));
    expect(staleIn(all, span(10, 30), 5)).toEqual(span(20, 30));
    expect(staleIn(all, span(10, 20), 5)).toBeNull();
    expect(staleIn(all, span(25, 40), 4)).toEqual(span(30, 40));
  });

  type Spans = readonly { readonly from: number; readonly length: number; readonly at: number }[];
  const laid = fc.array(fc.record({ from: fc.nat(60), length: fc.nat(30), at: fc.nat(9) }), {
    maxLength: 25,
  });

  /** The same by single moments. */
  function plainly(spans: Spans) {
    const at = new Map<number, number>();
    for (const one of spans) {
      for (let t = one.from; t < one.from + one.length; t += 1) {
        at.set(t, Math.max(one.at, at.get(t) ?? one.at));
      }
    }
    return at;
  }

  const all = (spans: Spans) =>
    spans.reduce<Painted>(
      (before, one) => painted(before, span(one.from, one.from + one.length), one.at),
      [],
    );

  test("stretches lie in order, and touching ones tell different moments", () => {
    fc.assert(
      fc.property(laid, (spans) => {
        const stretches = all(spans);
        stretches.slice(1).forEach((right, i) => {
          const left = stretches[i];
          expect(left && left.to <= right.from).toBe(true);
          expect(left?.to === right.from && left.at === right.at).toBe(false);
        });
      }),
    );
  });

  test("the oldest of a span is that of its moments, kept one by one", () => {
    fc.assert(
      fc.property(laid, fc.nat(70), fc.integer({ min: 1, max: 30 }), (spans, from, length) => {
        const plain = plainly(spans);
        const moments = Array.from({ length }, (_, i) => plain.get(from + i));
        const known = moments.filter((at) => at !== undefined);
        const oldest = known.length < length ? null : Math.min(...known);
        expect(oldestIn(all(spans), span(from, from + length))).toBe(oldest);
      }),
    );
  });

  test("the stale part of a span begins with its first stale moment, and all of it is stale", () => {
    fc.assert(
      fc.property(laid, fc.nat(70), fc.nat(30), fc.nat(9), (spans, from, length, since) => {
        const plain = plainly(spans);
        const isStale = (at: number) => (plain.get(at) ?? -1) <= since;
        const moments = Array.from({ length }, (_, i) => from + i);
        const part = staleIn(all(spans), span(from, from + length), since);
        expect(part?.from).toBe(moments.find(isStale));
        const inside = part ? moments.filter((at) => at >= part.from && at < part.to) : [];
        expect(inside.every(isStale)).toBe(true);
      }),
    );
  });

  test("nothing is left of what is forgotten, and the rest stays", () => {
    const known = painted(painted([], span(0, 10), 5), span(10, 20), 7);
    expect(forgotten(known, 4)).toEqual([
      { from: 4, to: 10, at: 5 },
      { from: 10, to: 20, at: 7 },
    ]);
    expect(forgotten(known, 20)).toEqual([]);
  });
});
