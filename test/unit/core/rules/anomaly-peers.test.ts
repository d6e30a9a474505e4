import { describe, expect, it } from "vitest";
import { createEngine } from "../../../../src/core/engine/index.ts";
import { rowOf } from "../engine/rows.ts";
import { AT, anomaly, days } from "./anomaly-rows.ts";
import { DAY, findingsOf, HOUR, seenOf } from "./rule-builders.ts";

describe("the groups and peers of an anomaly", () => {
  it("keeps quiet with fewer than four peers, and says so", () => {
    expect(seenOf(anomaly(), days(99, 1, 1, 1), AT)).toMatchObject({
      silent: "too_little_history",
      past: { present: 3, needed: 4 },
      breached: false,
      cleared: false,
    });
    expect(findingsOf(anomaly(), days(99, 1, 1, 1), AT)).toEqual([]);
    expect(seenOf(anomaly(), days(99, 1, 1, 1, 1), AT).silent).toBeUndefined();
  });

  it("keeps quiet with fewer streams than min_streams, and of a rate without streams", () => {
    const rows = days(99, 1, 1, 1, 1);
    expect(seenOf(anomaly({ minStreams: 2 }), rows, AT).silent).toBe("too_few_streams");
    const rate = anomaly({ metric: { name: "error_rate" }, direction: "both" });
    expect(seenOf(rate, days(null, 1, 1, 1, 1), AT).silent).toBe("too_few_streams");
  });

  it.each([
    ["above", 0, true],
    ["below", 1, false],
    ["both", 1, false],
  ] as const)(
    "watched %s, finds a known group without rows %d times",
    (direction, times, cleared) => {
      const rows = days(null, 10, 10, 10, 10);
      expect(findingsOf(anomaly({ direction }), rows, AT)).toHaveLength(times);
      expect(seenOf(anomaly({ direction }), rows, AT)).toMatchObject({ value: 0, cleared });
    },
  );

  it("lets a group go that nobody has seen for long", () => {
    const rule = anomaly({ direction: "below" });
    const engine = createEngine({ rules: [rule], groups: [] });
    engine.put(days(0, 10, 10, 10, 10), false);
    const open = { account: "acme", rule: "rule", group: {}, step: "", window: "" };
    const found = engine.tick(AT + engine.horizonMs, [open]);
    expect(found).toMatchObject([{ breached: false, cleared: true }]);
    expect(found[0]?.silent).toBeUndefined();
  });

  it("compares with the same hour on the clock, over a change of the clock", () => {
    // Noon in Berlin is 10:00 UTC before the clock goes back on 25 October, 11:00 UTC after it.
    const at = Date.parse("2026-10-27T11:00:00Z");
    const noons = ["26T11", "25T11", "24T10", "23T10", "22T10"];
    const rows = noons.map((text, index) =>
      rowOf({
        rowNo: index,
        createdAt: Date.parse(`2026-10-${text}:00:00Z`),
        neoCredits: 10 + index,
      }),
    );
    rows.push(rowOf({ rowNo: 20, createdAt: at, neoCredits: 31 }));
    rows.push(rowOf({ rowNo: 21, createdAt: at - 6 * DAY, neoCredits: 0 }));
    const rule = anomaly({ versusMs: 6 * DAY, timezone: "Europe/Berlin" });
    expect(findingsOf(rule, rows, at)).toMatchObject([
      { baseline: { median: 12, windows: 5, mad: 1 } },
    ]);
  });

  it("finds an idle group again when its peers fall out of what it is compared with", () => {
    const engine = createEngine({ rules: [anomaly({ direction: "below" })], groups: [] });
    engine.put(days(null, 10, 10, 10, 10), false);
    expect(engine.tick(AT, [])).toHaveLength(1);
    expect(engine.tick(AT + 2 * HOUR, [])).toEqual([]);
  });
});
