import { describe, expect, it } from "vitest";
import { createEngine } from "../../../../src/core/engine/index.ts";
import type { BurnRateRule } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { is, rowOf } from "../engine/rows.ts";
import { budget, DAY, findingsOf, HOUR, monthIn, rolling, seenOf } from "./rule-builders.ts";

const AT = Date.parse("2026-10-20T12:00:00Z");

/** A budget of 240 a day: 10 an hour, watched over one hour and six. */
function burn(part: Partial<BurnRateRule> = {}): BurnRateRule {
  const { steps: _, forecast: __, forecastMaxErrorPpm: ___, ...base } = budget();
  return {
    ...base,
    kind: "burn_rate",
    limit: 240,
    fastMs: HOUR,
    slowMs: 6 * HOUR,
    timesPpm: 1_000_000,
    severity: "critical",
    ...part,
  };
}

/** Credits of the present hour, of the five hours before it, and of the day before those. */
function spent(fast: number, slow = 0, earlier = 0, at = AT): LedgerRow[] {
  return [
    rowOf({ rowNo: 1, createdAt: at, neoCredits: fast }),
    rowOf({ rowNo: 2, createdAt: at - 2 * HOUR, neoCredits: slow }),
    rowOf({ rowNo: 3, createdAt: at - 8 * HOUR, neoCredits: earlier }),
  ];
}

describe("a burn rate", () => {
  it.each([
    ["both windows ahead of plan", 11, 50, true],
    ["both windows at the plan exactly", 10, 50, false],
    ["the fast one at the plan exactly", 10, 90, false],
    ["the slow one at the plan exactly", 11, 49, false],
    ["only the slow one ahead", 9, 90, false],
    ["only the fast one ahead", 59, 0, false],
    ["the fast one ahead by enough for both", 61, 0, true],
    ["nothing spent", 0, 0, false],
  ])("with %s (%d, and %d before) is breached: %s", (_case, fast, slow, breached) => {
    const asked = seenOf(burn(), spent(fast, slow), AT);
    expect(asked).toMatchObject({ breached, cleared: !breached, limit: 10, budget: 240 });
    expect(findingsOf(burn(), spent(fast, slow), AT)).toHaveLength(breached ? 1 : 0);
  });

  it.each([
    [14_400_000, 145, 800, true, 144],
    [14_400_000, 144, 800, false, 144],
    [1_500_000, 15, 80, false, 15],
    [1_500_000, 16, 80, true, 15],
    [0, 1, 0, true, 0],
  ])(
    "of %d ppm of the plan, with %d and %d before: breached %s",
    (timesPpm, fast, slow, breached, limit) => {
      const asked = seenOf(burn({ timesPpm }), spent(fast, slow), AT);
      expect(asked).toMatchObject({ breached, limit, budget: 240 });
    },
  );

  it.each([
    ["at the pace of the fast window", 20, 50, 70, 5 * HOUR],
    ["to the nearest millisecond", 11, 60, 0, 55_309_091],
    ["at once where it is used up", 20, 100, 120, 0],
    ["at once where more than that is spent", 20, 100, 130, 0],
    ["never without a pace", 0, 60, 0, null],
  ])("says when the budget is gone: %s", (_case, fast, slow, earlier, exhaustedInMs) => {
    expect(seenOf(burn(), spent(fast, slow, earlier), AT).burn).toEqual({
      fast: { ms: HOUR, value: fast },
      slow: { ms: 6 * HOUR, value: fast + slow },
      plan: 10,
      spent: fast + slow + earlier,
      exhaustedInMs,
    });
  });

  it.each([
    // A budget of 100 an hour at the month's real length, of which the clock takes or gives one.
    ["2026-03-20T12:00:00Z", 31 * 24 - 1],
    ["2026-10-20T12:00:00Z", 31 * 24 + 1],
    ["2027-02-20T12:00:00Z", 28 * 24],
    ["2028-02-20T12:00:00Z", 29 * 24],
    ["2026-04-20T12:00:00Z", 30 * 24],
  ])("spreads a month's budget over its real length: at %s %d hours", (text, hours) => {
    const at = Date.parse(text);
    const rule = (limit: number) => burn({ window: monthIn("Europe/Berlin"), limit });
    const rows = spent(100, 600, 0, at);
    expect(findingsOf(rule(hours * 100), rows, at)).toEqual([]);
    expect(findingsOf(rule(hours * 100 - 1), rows, at)).toHaveLength(1);
    expect(seenOf(rule(hours * 100), rows, at)).toMatchObject({ limit: 100 });
  });

  it("looks at every group anew when the budget's window becomes longer", () => {
    // From February to March; 100 an hour is 28 days' plan, and ahead of that of 31 days less an hour.
    const at = Date.parse("2027-02-28T22:59:59.999Z");
    const rule = burn({ window: monthIn("Europe/Berlin"), limit: 28 * 24 * 100 });
    const engine = createEngine({ rules: [rule], groups: [] });
    engine.put(
      [
        ...spent(50, 0, 0, at),
        ...spent(50, 600, 0, at).map((row) => ({ ...row, rowNo: row.rowNo + 10 })),
      ],
      false,
    );
    expect(engine.tick(at, [])).toEqual([]);
    expect(engine.tick(at + 1, [])).toMatchObject([{ burn: { spent: 0 } }]);
  });

  it("sees the slow window change though the fast one stays", () => {
    const engine = createEngine({ rules: [burn()], groups: [] });
    engine.put(spent(11), false);
    expect(engine.tick(AT, [])).toEqual([]);
    engine.put([rowOf({ rowNo: 9, createdAt: AT - 3 * HOUR, neoCredits: 50 })], false);
    expect(engine.tick(AT + 1, [])).toHaveLength(1);
    engine.put(
      [rowOf({ rowNo: 9, createdAt: AT - 3 * HOUR, neoCredits: 50, retracted: true })],
      false,
    );
    expect(engine.tick(AT + 2, [])).toEqual([]);
  });

  it("is one state a group, cleared when the fast window is quiet again", () => {
    const engine = createEngine({ rules: [burn()], groups: [] });
    engine.put(spent(61), false);
    const found = engine.tick(AT, []);
    expect(found.map(({ ref }) => ref)).toEqual([
      { account: "acme", rule: "rule", group: {}, step: "", window: "" },
    ]);
    const later = engine.tick(AT + HOUR, [found[0]?.ref as never]);
    expect(later).toMatchObject([{ breached: false, cleared: true, value: 0, budget: 240 }]);
  });

  it("takes the limit of the first override that matches", () => {
    const overrides = [{ match: { member: is("ann@*") }, limit: 480 }];
    const rule = burn({ by: ["member"], overrides });
    const group = { member: "ann@acme.io" };
    expect(findingsOf(rule, spent(19, 180), AT)).toEqual([]);
    expect(findingsOf(rule, spent(21, 180), AT)).toMatchObject([{ limit: 20, budget: 480 }]);
    expect(seenOf(rule, spent(1), AT, { group }).terms).not.toBe(
      seenOf(burn({ by: ["member"] }), spent(1), AT, { group }).terms,
    );
  });

  it("is exact where doubles would round, near the largest amounts", () => {
    const rule = burn({ limit: 9 * 10 ** 14, window: rolling(3 * HOUR), slowMs: HOUR });
    expect(findingsOf(rule, spent(3 * 10 ** 14), AT)).toEqual([]);
    expect(findingsOf(rule, spent(3 * 10 ** 14 + 1), AT)).toHaveLength(1);
  });

  it("tells a count's plan to the thousandth", () => {
    const rule = burn({ metric: { name: "streams" }, limit: 100, window: rolling(30 * DAY) });
    expect(seenOf(rule, spent(0), AT)).toMatchObject({ limit: 0.139, burn: { plan: 0.139 } });
  });

  it("has terms that hold each thing that decides", () => {
    const variants = [
      {},
      { limit: 241 },
      { window: rolling(2 * DAY) },
      { fastMs: 2 * HOUR },
      { slowMs: 5 * HOUR },
      { timesPpm: 2_000_000 },
    ].map((part) => seenOf(burn(part), spent(1), AT).terms);
    expect(new Set(variants).size).toBe(variants.length);
  });
});
