import { describe, expect, it } from "vitest";
import type { LedgerRow } from "../../../src/core/stream.ts";
import { arrivalsOf, endsOf, gridOf, heldRows, ticksIn } from "../../../src/flow/index.ts";

const ended = (...times: readonly number[]) =>
  heldRows(times.map((finishedAt, rowNo) => ({ rowNo, finishedAt }) as LedgerRow));
const numbers = (rows: Iterable<LedgerRow>) => [...rows].map(({ rowNo }) => rowNo);

describe("a backtest's ticks", () => {
  it.each([
    ["a row that ends between two ticks", 301, 899, { first: 600, last: 1_200 }],
    ["a row that ends at a tick", 300, 900, { first: 300, last: 1_200 }],
    ["one row", 301, 301, { first: 600, last: 900 }],
  ])(
    "are whole multiples of the step, to one past the last row: %s",
    (_case, first, last, grid) => {
      expect(gridOf({ first, last }, 300)).toEqual({ ...grid, stepMs: 300 });
    },
  );

  it("begin and end where they are told to", () => {
    const grid = gridOf({ first: 100, last: 5_000 }, 300, { from: 1_000, to: 2_000 });
    expect(grid).toEqual({ first: 1_200, last: 1_800, stepMs: 300 });
    expect(ticksIn(grid)).toBe(3);
  });
});

describe("a backtest's rows", () => {
  it("are known from the tick by which they have ended, in the order they came in", () => {
    const rows = ended(900, 301, 600, 601, 300);
    const arrivals = arrivalsOf(rows, gridOf({ first: 300, last: 900 }, 300));
    expect([0, 1, 2, 3].map((tick) => numbers(arrivals.at(tick)))).toEqual([
      [4],
      [1, 2],
      [0, 3],
      [],
    ]);
  });

  it("from before a given beginning are history, and those that end after the last tick are never known", () => {
    const rows = ended(100, 650, 5_000, 900);
    const grid = gridOf({ first: 100, last: 5_000 }, 300, { from: 700, to: 1_000 });
    const arrivals = arrivalsOf(rows, grid, true);
    expect(numbers(arrivals.history())).toEqual([0, 1]);
    expect(numbers(arrivals.at(0))).toEqual([3]);
  });

  it("count for nothing where they were replaced", () => {
    const rows = ended(Number.NaN, 300);
    const arrivals = arrivalsOf(rows, gridOf(endsOf(rows) ?? { first: 0, last: 0 }, 300));
    expect(numbers(arrivals.at(0))).toEqual([1]);
  });

  it("have no ends where there are none", () => {
    expect(endsOf(ended())).toBeNull();
    expect(endsOf(ended(Number.NaN))).toBeNull();
  });
});
