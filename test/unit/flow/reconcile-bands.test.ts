import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterCount, bandsOf, FRESH_BAND } from "../../../src/flow/reconcile/bands.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 2, 2, 12);

const ages = (overlap: number, settle: number) =>
  bandsOf({ from: NOW - settle, to: NOW - overlap }, NOW).map(({ from, to }) => [
    (NOW - to) / HOUR,
    (NOW - from) / HOUR,
  ]);

describe("bands", () => {
  test("double in age from the overlap to settle, the last one taking the rest", () => {
    expect(ages(3 * HOUR, 7 * DAY)).toEqual([
      [3, 6],
      [6, 12],
      [12, 24],
      [24, 48],
      [48, 96],
      [96, 168],
    ]);
  });

  test("leave no band of a few minutes at the old end", () => {
    expect(ages(3 * HOUR, 12.5 * HOUR)).toEqual([
      [3, 6],
      [6, 12.5],
    ]);
  });

  test("are none where polls read everything that may change", () => {
    expect(ages(3 * HOUR, 3 * HOUR)).toEqual([]);
  });

  test("cover a span without a hole or an overlap, in few bands", () => {
    const spans = fc.tuple(fc.nat(10 * DAY), fc.nat(60 * DAY));
    fc.assert(
      fc.property(spans, ([overlap, length]) => {
        const span = { from: NOW - overlap - length, to: NOW - overlap };
        const bands = bandsOf(span, NOW);
        expect(bands.length).toBeLessThan(18);
        const edges = [span.to, ...bands.map(({ from }) => from)];
        bands.forEach((band, i) => {
          expect(band).toMatchObject({ index: i, to: edges[i] });
          expect(band.from).toBeLessThan(band.to);
        });
        expect(edges.at(-1)).toBe(length > 0 ? span.from : span.to);
      }),
    );
  });
});

describe("how often a band is counted", () => {
  const every = (index: number, outcomes: readonly ("agrees" | "healed" | "differs")[]) =>
    outcomes.reduce((state, outcome) => afterCount(index, state, outcome, NOW), FRESH_BAND)
      .everyMs / MINUTE;

  test.each([
    [0, ["agrees"], 2],
    [0, ["agrees", "agrees"], 4],
    [0, ["agrees", "agrees", "agrees"], 5],
    [1, ["agrees", "agrees", "agrees", "agrees"], 10],
    [5, Array(9).fill("agrees"), 60],
    [5, [...Array(9).fill("agrees"), "healed"], 1],
    [5, [...Array(9).fill("agrees"), "differs"], 60],
    [5, ["healed", "differs", "differs"], 4],
  ] as const)("band %i after %j: every %i minutes", (index, outcomes, minutes) => {
    expect(every(index, outcomes)).toBe(minutes);
  });

  test("the next time is that long away", () => {
    expect(afterCount(0, FRESH_BAND, "agrees", NOW).nextAt).toBe(NOW + 2 * MINUTE);
  });
});
