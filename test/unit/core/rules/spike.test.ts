import { describe, expect, it } from "vitest";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { rowOf } from "../engine/rows.ts";
import { DAY, findingsOf, HOUR, seenOf, spike } from "./rule-builders.ts";

const AT = Date.parse("2026-10-20T12:00:00Z");

/** One row an hour, the present hour first; null for none. A row far back makes the group known for the whole day. */
function hours(...credits: (number | null)[]): LedgerRow[] {
  const rows = credits.flatMap((neoCredits, back) =>
    neoCredits === null
      ? []
      : [rowOf({ rowNo: back + 1, createdAt: AT - back * HOUR, neoCredits })],
  );
  return rows;
}
const known = rowOf({ rowNo: 99, createdAt: AT - DAY, neoCredits: 0 });

describe("a spike", () => {
  it.each([
    // now, earlier hours: median, breached
    { now: 31, earlier: [10, 10, 10, 0], median: 10, windows: 3, breached: true },
    { now: 30, earlier: [10, 10, 10, 0], median: 10, windows: 3, breached: false },
    { now: 31, earlier: [10, 11, 5, 20, 0], median: 10.5, windows: 4, breached: false },
    { now: 32, earlier: [10, 11, 5, 20, 0], median: 10.5, windows: 4, breached: true },
    { now: 31, earlier: [11, 11, 1, 1, 0], median: 6, windows: 4, breached: true },
    { now: 31, earlier: [11, 11, 11, 1, 0], median: 11, windows: 4, breached: false },
  ])(
    "of $now after $earlier: breached $breached",
    ({ now, earlier, median, windows, breached }) => {
      const rule = spike({ metric: { name: "steps" } });
      const rows = hours(now, ...earlier).map((row) => ({ ...row, steps: row.neoCredits }));
      const asked = seenOf(rule, rows, AT);
      expect(asked).toMatchObject({
        breached,
        cleared: !breached,
        value: now,
        limit: 3 * median,
        baseline: { median, windows },
      });
    },
  );

  it("counts an hour without rows as 0", () => {
    const rule = spike({ timesPpm: 1_000_000 });
    const rows = [...hours(5, 5, null, null, 5), known];
    expect(seenOf(rule, rows, AT)).toMatchObject({ baseline: { median: 0, windows: 23 } });
    expect(findingsOf(rule, rows, AT)).toHaveLength(1);
  });

  it("is silent with fewer than three earlier windows, counted from the group's first row", () => {
    expect(seenOf(spike(), hours(100, 1, 1, 1), AT)).toMatchObject({
      silent: "too_little_history",
      past: { present: 2, needed: 3 },
      breached: false,
      cleared: false,
    });
    expect(seenOf(spike(), hours(100, 1, 1, 1, 1), AT).silent).toBeUndefined();
  });

  it("is no spike below at_least, and does not look at the past then", () => {
    const asked = seenOf(spike({ atLeast: 101 }), hours(100, 1, 1, 1, 1, 1), AT);
    expect(asked).toMatchObject({ breached: false, cleared: true, limit: 101 });
    expect(asked.baseline).toBeUndefined();
    expect(findingsOf(spike({ atLeast: 100 }), hours(100, 1, 1, 1, 1, 1), AT)).toHaveLength(1);
  });

  it.each([
    { atLeast: 20, earlier: [0, 0, 0, 0], limit: 20 },
    { atLeast: 20, earlier: [5, 5, 5, 5], limit: 20 },
    { atLeast: 20, earlier: [10, 10, 10, 10], limit: 30 },
  ])("fires from $limit: times × median or at_least, whichever is more", (case_) => {
    const rule = spike({ atLeast: case_.atLeast });
    const asked = seenOf(rule, hours(100, ...case_.earlier), AT);
    expect(asked).toMatchObject({ breached: true, limit: case_.limit });
  });

  it("keeps quiet with fewer streams than min_streams", () => {
    const asked = seenOf(spike({ minStreams: 2 }), hours(100, 1, 1, 1, 1), AT);
    expect(asked.silent).toBe("too_few_streams");
  });

  it("looks only at windows wholly within versus", () => {
    const rule = spike({ versusMs: 4 * HOUR });
    const asked = seenOf(rule, [...hours(100, 1, 2, 3, 50, 50), known], AT);
    expect(asked.baseline).toEqual({ median: 2, windows: 3 });
  });

  it("passes over windows in which a rate has no value", () => {
    const rule = spike({ metric: { name: "error_rate" }, timesPpm: 1_500_000 });
    const rows = [0, 1, 3, 5, 7].flatMap((back) =>
      [0, 1].map((each) =>
        rowOf({
          rowNo: back * 2 + each + 1,
          createdAt: AT - back * HOUR,
          status: back === 0 || each === 0 ? "error" : "completed",
        }),
      ),
    );
    expect(findingsOf(rule, rows, AT)).toMatchObject([
      { value: 1_000_000, limit: 750_000, baseline: { median: 500_000, windows: 3 } },
    ]);
  });

  it("works on percentiles and tasks as well", () => {
    const rows = hours(100, 1, 1, 1, 1).map((row) => ({ ...row, taskId: `t${row.rowNo}` }));
    for (const statistic of ["avg", "max", "p95"] as const) {
      const rule = spike({ metric: { name: "cost_per_task", statistic } });
      expect(findingsOf(rule, rows, AT)).toMatchObject([
        { value: 100, baseline: { median: 1, windows: 3 } },
      ]);
    }
    const many = [...rows, { ...rowOf({ rowNo: 50, createdAt: AT }), taskId: "x" }];
    const tasks = spike({ metric: { name: "tasks" }, timesPpm: 1_999_999 });
    expect(findingsOf(tasks, many, AT)).toMatchObject([{ value: 2, baseline: { median: 1 } }]);
  });

  it("compares with the same hour on the clock of earlier days, over a change of the clock", () => {
    // Noon in Berlin is 10:00 UTC before the clock goes back on 25 October, 11:00 UTC after it.
    const at = Date.parse("2026-10-27T11:00:00Z");
    const noons = ["26T11", "25T11", "24T10", "23T10", "22T10"];
    const rows = noons.map((text, index) =>
      rowOf({ rowNo: index, createdAt: Date.parse(`2026-10-${text}:00:00Z`), neoCredits: 10 }),
    );
    rows.push(rowOf({ rowNo: 20, createdAt: at, neoCredits: 31 }));
    rows.push(rowOf({ rowNo: 21, createdAt: at - 6 * DAY, neoCredits: 0 }));
    const rule = spike({ season: "day", versusMs: 6 * DAY, timezone: "Europe/Berlin" });
    expect(findingsOf(rule, rows, at)).toMatchObject([
      { baseline: { median: 10, windows: 5 }, limit: 30 },
    ]);
    expect(findingsOf({ ...rule, timezone: "UTC" }, rows, at)).toMatchObject([
      { baseline: { median: 0, windows: 5 } },
    ]);
  });

  it("compares with earlier weeks", () => {
    const rows = [0, 7, 14, 21].map((days) =>
      rowOf({ rowNo: days + 1, createdAt: AT - days * DAY, neoCredits: days === 0 ? 10 : 3 }),
    );
    rows.push(rowOf({ rowNo: 90, createdAt: AT - 22 * DAY }));
    const rule = spike({ season: "week", versusMs: 22 * DAY });
    expect(findingsOf(rule, rows, AT)).toMatchObject([
      { value: 10, limit: 9, baseline: { median: 3, windows: 3 } },
    ]);
  });

  it("has terms that hold factor, versus, season and at_least", () => {
    const terms = (part = {}) => seenOf(spike(part), hours(1), AT).terms;
    const variants = [
      terms(),
      terms({ timesPpm: 2_000_000 }),
      terms({ versusMs: 2 * DAY }),
      terms({ season: "day" }),
      terms({ season: "day", timezone: "Europe/Berlin" }),
      terms({ atLeast: 2 }),
      terms({ overMs: 2 * HOUR }),
      terms({ minStreams: 2 }),
    ];
    expect(new Set(variants).size).toBe(variants.length);
    expect(terms({ timezone: "Europe/Berlin" })).toBe(terms());
  });
});
