import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Columns } from "../../../../src/core/engine/columns/columns.ts";
import { TimeOrder } from "../../../../src/core/engine/columns/time-order.ts";
import { columnsFrom } from "../../../../src/core/row-columns.ts";
import { rowOf } from "./rows.ts";

describe("an order by time", () => {
  it("holds every slot sorted, whichever batches they come in", () => {
    const batches = fc.array(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 20 }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(batches, (all) => {
        const columns = new Columns(new Set());
        const order = new TimeOrder(columns, "created_at");
        for (const batch of all) {
          const from = columns.length;
          columns.append(
            columnsFrom(batch.map((createdAt, at) => rowOf({ rowNo: from + at, createdAt }))),
          );
          order.insert(from, columns.length);
        }
        const slots = Array.from(order.slots.subarray(0, columns.length));
        const times = slots.map((slot) => columns.createdAt[slot]);
        expect(times).toEqual(all.flat().sort((a, b) => a - b));
        expect(new Set(slots).size).toBe(columns.length);
        for (const time of [-1, 0, 25, 50]) {
          expect(order.after(time)).toBe(all.flat().filter((each) => each <= time).length);
        }
      }),
    );
  });

  it("holds many slots that come at once as it holds few, those of one moment as they came", () => {
    const columns = new Columns(new Set());
    const order = new TimeOrder(columns, "created_at");
    // Over more than 49 days, since whose ms do not fit 32 bits, from before 1970 on.
    const times = Array.from({ length: 10_000 }, (_, at) => ((at * 7_919) % 5_003) * 1e6 - 1e9);
    columns.append(columnsFrom(times.map((createdAt, rowNo) => rowOf({ rowNo, createdAt }))));
    const added = order.insert(0, times.length);
    const expected = times.map((time, slot) => ({ time, slot })).sort((a, b) => a.time - b.time);
    expect([...added]).toEqual(expected.map(({ slot }) => slot));
    expect([...order.slots.subarray(0, times.length)]).toEqual([...added]);
  });
});
