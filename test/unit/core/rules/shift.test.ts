import { describe, expect, it } from "vitest";
import { createEngine } from "../../../../src/core/engine/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { rowOf } from "../engine/rows.ts";
import { shift } from "./kind-builders.ts";
import { DAY, findingsOf, HOUR, MINUTE, seenOf } from "./rule-builders.ts";

const AT = Date.parse("2026-10-20T12:00:00Z");
const NOW = AT - MINUTE;
const BEFORE = AT - 2 * HOUR;
const group = { member: "ann@acme.io" };
const open = { account: "acme", rule: "rule", group, step: "", window: "" };

/** So many streams at a moment, the first `own` of them on the member's own key. */
function streams(createdAt: number, own: number, of: number): LedgerRow[] {
  return Array.from({ length: of }, (_, index) =>
    rowOf({ rowNo: createdAt - AT + 10 * DAY + index * 1e10, createdAt, byok: index < own }),
  );
}

type Count = readonly [own: number, of: number];
const rowsOf = (before: Count, now: Count) => [
  ...streams(BEFORE, ...before),
  ...streams(NOW, ...now),
];

describe("a shift", () => {
  it.each<[Count, Count, "own_key" | "platform" | "either", boolean]>([
    [[0, 4], [4, 4], "either", true],
    [[0, 4], [4, 4], "own_key", true],
    [[0, 4], [4, 4], "platform", false],
    [[4, 4], [0, 4], "either", true],
    [[4, 4], [0, 4], "own_key", false],
    [[4, 4], [0, 4], "platform", true],
    [[0, 4], [2, 4], "either", false], // by 50 % exactly: not more
    [[2, 4], [0, 4], "either", false],
    [[0, 4], [3, 4], "either", true],
    [[4, 4], [1, 4], "either", true],
    [[1, 3], [5, 6], "either", false], // 1/3 + 1/2 = 5/6
    [[1, 3], [6, 7], "either", true],
    [[2, 3], [1, 6], "either", false],
    [[2, 3], [1, 7], "either", true],
    [[1, 2], [1, 2], "either", false],
  ])("from %j to %j, watched towards %s: %s", (before, now, to, breached) => {
    const asked = seenOf(shift({ to }), rowsOf(before, now), AT, { group });
    expect(asked).toMatchObject({ breached, cleared: !breached });
    expect(asked.silent).toBeUndefined();
    expect(findingsOf(shift({ to }), rowsOf(before, now), AT)).toHaveLength(breached ? 1 : 0);
  });

  it("says both shares, and over how many streams", () => {
    expect(findingsOf(shift(), rowsOf([1, 3], [6, 7]), AT)).toEqual([
      {
        ref: open,
        kind: "shift",
        breached: true,
        cleared: false,
        ended: false,
        rearmed: false,
        metric: { name: "byok_share" },
        unit: "ppm",
        value: 857_143,
        limit: 500_000,
        window: { name: "1h", from: AT - HOUR, to: AT },
        severity: "warning",
        streams: 7,
        earlier: { share: 333_333, streams: 3 },
        terms: expect.any(String),
      },
    ]);
  });

  it("compares to the last digit where rounded shares would mislead", () => {
    // 1/3 is more than 333,333 ppm away from 0, and less than 333,334.
    const rows = rowsOf([0, 1], [1, 3]);
    expect(findingsOf(shift({ byPpm: 333_333 }), rows, AT)).toHaveLength(1);
    expect(findingsOf(shift({ byPpm: 333_334 }), rows, AT)).toEqual([]);
  });

  it.each<[string, Count, Count, number, boolean]>([
    ["enough in both", [0, 3], [3, 3], 3, false],
    ["too few now", [0, 3], [2, 2], 3, true],
    ["too few before", [0, 2], [3, 3], 3, true],
    ["none now", [0, 3], [0, 0], 0, true],
    ["none before", [0, 0], [3, 3], 0, true],
    ["one each, where any will do", [0, 1], [1, 1], 0, false],
  ])("with %s is silent: %j %j of at least %d: %s", (_case, before, now, minStreams, silent) => {
    const asked = seenOf(shift({ minStreams }), rowsOf(before, now), AT, { group });
    expect(asked.silent).toBe(silent ? "too_few_streams" : undefined);
    expect(asked.breached).toBe(!silent);
    expect(asked.cleared).toBe(false);
    expect(asked.earlier === undefined).toBe(before[1] === 0);
  });

  it.each([
    ["in the window", AT, "now"],
    ["at its first moment", AT - HOUR + 1, "now"],
    ["at the last moment before it", AT - HOUR, "before"],
    ["at the first moment before it", AT - HOUR - DAY + 1, "before"],
    ["older than both", AT - HOUR - DAY, "neither"],
    ["still to come", AT + 1, "neither"],
  ])("counts a stream %s as %3$s", (_case, createdAt, where) => {
    const rows = [...rowsOf([0, 1], [0, 1]), rowOf({ rowNo: 1, createdAt, byok: true })];
    const asked = seenOf(shift(), rows, AT, { group });
    expect(asked.streams).toBe(where === "now" ? 2 : 1);
    expect(asked.earlier).toEqual(
      where === "before" ? { share: 500_000, streams: 2 } : { share: 0, streams: 1 },
    );
  });

  it("moves with time alone: when rows leave the window, and when they leave what is before it", () => {
    const engine = createEngine({ rules: [shift()], groups: [] });
    // Before: three on credits and, older, three on the own key. Now: one on the own key.
    engine.put(
      [
        ...streams(AT - DAY, 3, 3),
        ...streams(BEFORE, 0, 3),
        rowOf({ rowNo: 1, createdAt: AT, byok: true }),
      ],
      false,
    );
    expect(engine.tick(AT, [open])).toMatchObject([
      { breached: false, cleared: true, earlier: { share: 500_000, streams: 6 } },
    ]);
    expect(engine.tick(AT + HOUR - 1, [])).toEqual([]);
    engine.put([rowOf({ rowNo: 2, createdAt: AT + HOUR, byok: true })], true);
    // The old ones on the own key are out of the day before: all of it was credits, but for the first of the new.
    expect(engine.tick(AT + HOUR, [])).toMatchObject([
      { breached: true, value: 1_000_000, earlier: { share: 250_000, streams: 4 } },
    ]);
    expect(engine.tick(AT + 2 * HOUR, [open])).toMatchObject([{ silent: "too_few_streams" }]);
  });

  it("sees a breach that only the leaving of old rows makes", () => {
    const engine = createEngine({ rules: [shift()], groups: [] });
    engine.put(
      [
        ...streams(AT - DAY - HOUR + MINUTE, 3, 3),
        ...streams(BEFORE, 0, 3),
        rowOf({ rowNo: 1, createdAt: AT, byok: true }),
      ],
      false,
    );
    expect(engine.tick(AT, [])).toEqual([]);
    expect(engine.tick(AT + MINUTE - 1, [])).toEqual([]);
    expect(engine.tick(AT + MINUTE, [])).toMatchObject([{ earlier: { share: 0, streams: 3 } }]);
  });

  it("takes late, changed and retracted rows for what they are", () => {
    const engine = createEngine({ rules: [shift()], groups: [] });
    const row = rowOf({ rowNo: 1, createdAt: NOW, byok: true });
    engine.put([...streams(BEFORE, 0, 2), row], false);
    expect(engine.tick(AT, [])).toHaveLength(1);
    engine.put([rowOf({ rowNo: 2, createdAt: BEFORE, byok: true })], true);
    expect(engine.tick(AT + 1, [])).toMatchObject([{ earlier: { share: 333_333, streams: 3 } }]);
    engine.put([{ ...row, byok: false }], true);
    expect(engine.tick(AT + 2, [open])).toMatchObject([
      { breached: false, cleared: true, value: 0 },
    ]);
    engine.put([{ ...row, retracted: true }], true);
    expect(engine.tick(AT + 3, [open])).toMatchObject([{ silent: "too_few_streams" }]);
  });

  it("says nothing of a group that nobody has seen", () => {
    const asked = seenOf(shift(), rowsOf([0, 4], [0, 4]), AT, { group: { member: "zoe" } });
    expect(asked).toMatchObject({ breached: false, silent: "too_few_streams", streams: 0 });
    expect(asked.earlier).toBeUndefined();
  });

  it("has terms that hold what decides", () => {
    const terms = (part = {}) => seenOf(shift(part), [], AT, { group }).terms;
    const variants = [
      terms(),
      terms({ overMs: 2 * HOUR }),
      terms({ versusMs: 2 * DAY }),
      terms({ byPpm: 1 }),
      terms({ to: "own_key" }),
      terms({ minStreams: 2 }),
    ];
    expect(new Set(variants).size).toBe(variants.length);
    expect(terms({ severity: "critical" })).toBe(terms());
  });
});
