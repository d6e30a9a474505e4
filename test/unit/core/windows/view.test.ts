import { describe, expect, it } from "vitest";
import { Columns } from "../../../../src/core/engine/columns/columns.ts";
import { CostCentres } from "../../../../src/core/engine/columns/cost-centres.ts";
import { Grouping } from "../../../../src/core/engine/columns/grouping.ts";
import { RowFilter } from "../../../../src/core/engine/columns/row-filter.ts";
import { TimeOrder } from "../../../../src/core/engine/columns/time-order.ts";
import { columnsFrom } from "../../../../src/core/row-columns.ts";
import type { Condition, Dimension } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { SlidingWindow } from "../../../../src/core/windows/sliding-window.ts";
import { View } from "../../../../src/core/windows/view.ts";
import { is, rowOf } from "../engine/rows.ts";

const use = { calls: 1, durationMs: 1 };

/** A window over rows that are put one after the other, with a view of them. */
function bench(by: readonly Dimension[], where: readonly Condition[] = []) {
  const columns = new Columns(new Set(["tools"]));
  const centres = new CostCentres([], columns.members);
  const grouping = new Grouping(by, columns, centres);
  const filter = new RowFilter(where, columns, centres);
  const order = new TimeOrder(columns, "created_at");
  const window = new SlidingWindow(order);
  const view = new View(columns, grouping, filter);
  view.accumulator("sum:neo_credits");
  window.views.push(view);
  const put = (...rows: Partial<LedgerRow>[]) => {
    const from = columns.length;
    columns.append(
      columnsFrom(rows.map((row, at) => rowOf({ rowNo: from + at + 1, neoCredits: 5, ...row }))),
    );
    grouping.assign(from, columns.length);
    filter.assign(from, columns.length);
    window.addLate(order.insert(from, columns.length));
  };
  const group = (values: Record<string, string>) => grouping.find("acme", values);
  const of = (values: Record<string, string>) => {
    const number = group(values);
    return [view.streams(number), view.value({ source: "sum:neo_credits" }, number)];
  };
  const changed = () => [...view.changed].map((each) => Object.values(grouping.labels(each))[0]);
  return { columns, window, view, put, of, changed };
}

const ann = { member: "ann" };
const bob = { member: "bob" };

describe("a sliding window", () => {
  it("counts what lies after its low edge and up to its high one, as both move on", () => {
    const { window, put, of } = bench(["member"]);
    put(...[10, 20, 30, 40].map((createdAt) => ({ ...ann, createdAt })));
    const counts = [
      [0, 9],
      [0, 10],
      [9, 30],
      [10, 30],
      [20, 40],
      [40, 50],
      [60, 70],
    ].map(([low, high]) => {
      window.moveTo(low as number, high as number);
      return of(ann)[0];
    });
    expect(counts).toEqual([0, 1, 3, 2, 2, 0, 0]);
  });

  it("counts late rows at once where it has passed their time, others when it comes to them", () => {
    const { window, put, of } = bench(["member"]);
    put({ ...ann, createdAt: 15 });
    expect(of(ann)).toEqual([0, 0]);
    window.moveTo(10, 20);
    put(...[10, 11, 20, 21].map((createdAt) => ({ ...ann, createdAt })));
    expect(of(ann)).toEqual([3, 15]);
    window.moveTo(10, 21);
    expect(of(ann)).toEqual([4, 20]);
  });

  it("takes back a row that it has counted, and no other", () => {
    const { columns, window, put, of } = bench(["member"]);
    put(...[10, 11, 20, 21].map((createdAt) => ({ ...ann, createdAt })));
    window.takeBack(1);
    window.moveTo(10, 20);
    expect(of(ann)[0]).toBe(2);
    for (const slot of [0, 3]) window.takeBack(slot);
    expect(of(ann)[0]).toBe(2);
    window.takeBack(2);
    columns.dead[2] = 1;
    expect(of(ann)).toEqual([1, 5]);
    window.moveTo(10, 22);
    expect(of(ann)).toEqual([2, 10]);
  });
});

describe("a view", () => {
  it("names each group whose numbers changed once, until they are settled", () => {
    const { window, view, put, changed } = bench(["member"]);
    put({ ...ann, createdAt: 1 }, { ...bob, createdAt: 2 }, { ...ann, createdAt: 3 });
    window.moveTo(0, 3);
    expect(changed()).toEqual(["ann", "bob"]);
    view.settle();
    expect(changed()).toEqual([]);
    window.moveTo(1, 3);
    expect(changed()).toEqual(["ann"]);
    window.moveTo(5, 9);
    expect(changed()).toEqual(["ann", "bob"]);
  });

  it("counts only rows that meet its conditions and are not dead", () => {
    const opus: Condition = { field: "model", anyOf: [is("opus")] };
    const { columns, window, put, of } = bench(["member"], [opus]);
    put(
      { ...ann, createdAt: 1 },
      { ...ann, createdAt: 2, model: "haiku" },
      { ...ann, createdAt: 3 },
    );
    columns.dead[2] = 1;
    window.moveTo(0, 9);
    expect(of(ann)).toEqual([1, 5]);
  });

  it("counts a row in each of its groups, however many rows and groups there are", () => {
    const { window, put, of } = bench(["tool"]);
    const tools = Object.fromEntries(Array.from({ length: 40 }, (_, each) => [`t${each}`, use]));
    put(...Array.from({ length: 1_500 }, (_, each) => ({ createdAt: each + 1, tools })));
    window.moveTo(0, 1_500);
    const all = (count: number) =>
      Array.from({ length: 40 }, (_, each) => of({ tool: `t${each}` })[0]).every(
        (each) => each === count,
      );
    expect(all(1_500)).toBe(true);
    window.moveTo(600, 1_500);
    expect(all(900)).toBe(true);
    expect(of({ tool: "t39" })).toEqual([900, 4_500]);
  });

  it("is empty after the window has left all that it counted", () => {
    const { window, put, of } = bench(["member"]);
    put({ ...ann, createdAt: 1 }, { ...bob, createdAt: 30 });
    window.moveTo(0, 9);
    window.moveTo(9, 19);
    expect([of(ann), of(bob)]).toEqual([
      [0, 0],
      [0, 0],
    ]);
    window.moveTo(19, 30);
    expect([of(ann), of(bob)]).toEqual([
      [0, 0],
      [1, 5],
    ]);
  });
});
