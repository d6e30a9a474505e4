import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  countedSpans,
  type Difference,
  differenceOf,
  differenceText,
  differs,
} from "../../../src/flow/reconcile/difference.ts";
import { halved, nextStep, type Suspect } from "../../../src/flow/reconcile/search.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 1_440 * MINUTE;
const window = (from: number, to: number) => ({ from, to });
const off = (least: number, most = least): Difference => ({ least, most });

describe("a difference", () => {
  test.each([
    ["as many", 10, [10, 0, 0], false],
    ["one more", 11, [10, 0, 0], true],
    ["one fewer", 9, [10, 0, 0], true],
    ["explained by a row at an edge", 11, [10, 1, 0], false],
    ["more than rows at the edges explain", 13, [10, 1, 1], true],
    ["rows at the edges that the API leaves out", 10, [10, 3, 2], false],
  ])("%s", (_, total, counts, expected) => {
    expect(differs(differenceOf(total, counts))).toBe(expected);
  });

  test("counts each row once, as inside or at an edge", () => {
    fc.assert(
      fc.property(
        fc.nat(20_000),
        fc.nat(9_000),
        fc.integer({ min: -3_000, max: 30_000 }),
        (from, length, at) => {
          const spans = countedSpans(window(from, from + length));
          const holding = spans.filter((span) => at >= span.from && at < span.to);
          const isNear = Math.min(Math.abs(at - from), Math.abs(at - from - length)) < SECOND;
          const isIn = at >= from && at <= from + length;
          expect(holding.length).toBe(isNear || isIn ? 1 : holding.length);
          expect(holding.length).toBeLessThanOrEqual(1);
          if (isNear) expect(holding[0]).not.toBe(spans[0]);
        },
      ),
    );
  });

  test.each([
    [off(1), "the API counts 1 row more than the ledger holds"],
    [off(2, 5), "the API counts 2 rows more than the ledger holds"],
    [off(-4, -3), "the API counts 3 rows fewer than the ledger holds"],
  ])("%o is said as: %s", (difference, text) => {
    expect(differenceText(difference)).toBe(text);
  });
});

describe("a suspect", () => {
  const suspect = (rows: number, length: number, most = 1): Suspect => ({
    window: window(0, length),
    rows,
    off: off(1, most),
  });

  test.each([
    ["whose rows fit one page is read", suspect(199, DAY), "read"],
    ["with more rows is halved", suspect(200, DAY), "halve"],
    ["with more rows once the missing ones come is halved", suspect(150, DAY, 51), "halve"],
    ["of a minute is read however many rows it has", suspect(9_999, MINUTE), "read"],
  ])("%s", (_, given, step) => {
    expect(nextStep(given).step).toBe(step);
  });

  test("is cut at a whole second near its middle, at most a quarter away from it", () => {
    const at = 12_345;
    const given = { ...suspect(1_000, 0), window: window(at, at + DAY) };
    expect(nextStep(given)).toEqual({ step: "halve", cut: 43_212_000, withinMs: DAY / 4 });
  });

  const given: Suspect = { window: window(0, 100), rows: 1_000, off: off(1) };
  test.each([
    ["the first half explains it", off(1), [window(0, 50)]],
    ["the first half agrees: it is in the second", off(0), [window(50, 100)]],
    ["both differ, in opposite ways", off(3), [window(0, 50), window(50, 100)]],
    ["rows at the cut leave it open", off(0, 1), []],
  ])("%s", (_, first, expected) => {
    const halves = halved(given, 50, { rows: 400, off: first });
    expect(halves.map((half) => half.window)).toEqual(expected);
  });

  test("the second half has the rows that the first has not", () => {
    expect(halved(given, 50, { rows: 400, off: off(0) })).toEqual([
      { window: window(50, 100), rows: 600, off: off(1) },
    ]);
  });
});

/** A slot is where a row may lie, the middle of four seconds; windows are cut between slots, so that no row is near an edge. */
const SLOT = 4 * SECOND;
const whole = { from: 0, to: 20_000 * SLOT };

/** Rows that lie thin and thick: some are missing in the ledger, some are gone from the API. */
const world = fc.record({
  rows: fc.integer({ min: 300, max: 1_500 }),
  spread: fc.nat(12),
  missing: fc.array(fc.nat(), { maxLength: 4 }),
  surplus: fc.array(fc.nat(), { maxLength: 4 }),
});

type World = typeof world extends fc.Arbitrary<infer W> ? W : never;

function rowsOf({ rows: count, spread, missing, surplus }: World) {
  const rows = Array.from({ length: count }, (_, i) => (i + ((i * i) % 7) * spread * 200) * SLOT);
  const all = [...new Set(rows)].sort((a, b) => a - b).map((at) => at + SLOT / 2);
  const pick = (numbers: readonly number[]) => new Set(numbers.map((n) => all[n % all.length]));
  const [lost, gone] = [pick(missing), pick(surplus)];
  return {
    all,
    api: all.filter((row) => !gone.has(row) || lost.has(row)),
    ledger: new Set(all.filter((row) => !lost.has(row))),
    wrong: all.filter((row) => lost.has(row) || gone.has(row)),
  };
}

const within = (rows: Iterable<number>, { from, to }: typeof whole) =>
  [...rows].filter((at) => at >= from && at < to);

/** Takes one step of a search; reading takes over what the API has. Returns what is then suspected, and how many requests that took. */
function stepOf(api: readonly number[], ledger: Set<number>, one: Suspect): [Suspect[], number] {
  const step = nextStep(one);
  if (step.step === "read") {
    for (const at of within(ledger, one.window)) ledger.delete(at);
    for (const at of within(api, one.window)) ledger.add(at);
    return [[], 1 + Math.floor(one.rows / 200)];
  }
  const cut = Math.round(step.cut / SLOT) * SLOT;
  const first = { from: one.window.from, to: cut };
  const rows = within(ledger, first).length;
  const off = differenceOf(within(api, first).length, [rows]);
  return [halved(one, cut, { rows, off }), 1];
}

/** Counts a window and plays the search to its end; returns how many requests it took. */
function play(api: readonly number[], ledger: Set<number>, given: typeof whole): number {
  const rows = within(ledger, given).length;
  const off = differenceOf(within(api, given).length, [rows]);
  const open: Suspect[] = differs(off) ? [{ window: given, rows, off }] : [];
  let requests = 1;
  for (let one = open.pop(); one; one = open.pop()) {
    const [suspects, took] = stepOf(api, ledger, one);
    open.push(...suspects);
    requests += took;
    if (requests > 1_000) throw new Error("the search does not end");
  }
  return requests;
}

describe("a search", () => {
  test("finds one missing row among N in a number of requests that grows with log N", () => {
    fc.assert(
      fc.property(world, fc.nat(), (given, pick) => {
        const { all } = rowsOf(given);
        const lost = all[pick % all.length] ?? 0;
        const ledger = new Set(all.filter((row) => row !== lost));
        const requests = play(all, ledger, whole);
        expect(ledger.has(lost)).toBe(true);
        expect(requests).toBeLessThanOrEqual(Math.ceil(Math.log2(all.length)) + 2);
      }),
      { numRuns: 50, endOnFailure: true },
    );
  });

  test("finds every missing and surplus row over rounds, once an edge has passed between opposite ones", () => {
    fc.assert(
      fc.property(world, (given) => {
        const { api, ledger, wrong } = rowsOf(given);
        // A band's edges move with the time: every row passes one.
        for (const row of wrong) {
          play(api, ledger, window(whole.from, row + SLOT / 2));
          play(api, ledger, window(row + SLOT / 2, whole.to));
        }
        expect([...ledger].sort((a, b) => a - b)).toEqual(api);
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });
});
