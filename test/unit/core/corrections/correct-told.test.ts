import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  correctionOf,
  createCorrector,
  type ToldValue,
  tellValue,
} from "../../../../src/core/corrections/index.ts";
import { createEngine, type Engine } from "../../../../src/core/engine/index.ts";
import type { RowEdit } from "../../../../src/core/ports/index.ts";
import type { MetricRef, Rule, WindowSpec } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { rule, row as stream } from "../../../support/evaluation.ts";
import { HOUR, MINUTE } from "../../../support/routes.ts";

const CREDIT = 1_000_000_000;
const START = Date.UTC(2026, 2, 1);
const TOLD_AT = START + 40 * HOUR;
const NOW = START + 50 * HOUR;
const MONTH: WindowSpec = {
  ...{ kind: "calendar", unit: "month", timezone: "UTC", weekStarts: "monday", startsOn: 1 },
};
const REF = { account: "acme", rule: "watched", group: { member: "x@y" }, step: "", window: "" };
const WINDOW = { name: "month", from: START, to: TOLD_AT };

const watching = (metric: MetricRef): Rule =>
  ({ ...rule("watched"), time: "created_at", metric, window: MONTH, minStreams: 0 }) as Rule;

const row = (rowNo: number, fields: Partial<LedgerRow> = {}): LedgerRow => ({
  ...stream(`s${rowNo}`, { createdAt: START + HOUR, neoCredits: 10 * CREDIT }),
  ...{ rowNo, firstSeenAt: START + HOUR + MINUTE, finishedAt: START + HOUR, retracted: false },
  ...fields,
});
const changed = (was: LedgerRow, fields: Partial<LedgerRow>): RowEdit => ({
  ...{ kind: "changed", was, now: { ...was, ...fields } },
});
const withdrawn = (was: LedgerRow): RowEdit => ({ kind: "retracted", was, now: null });
const late = (now: LedgerRow): RowEdit => ({ kind: "late", was: null, now });

/** Plays edits against what was told of some rows, and gives what is kept of it afterwards. */
function played(
  metric: MetricRef,
  rows: readonly LedgerRow[],
  edits: readonly RowEdit[],
  extra: readonly LedgerRow[] = [],
): ToldValue {
  const held = watching(metric);
  const engine = createEngine({ rules: [held], groups: [] });
  engine.put(rows, false);
  engine.tick(TOLD_AT, []);
  const before = engine.measure(REF, WINDOW);
  const told = tellValue({ id: "a", ...before, window: WINDOW }, TOLD_AT, 100, null);
  const after: Engine = createEngine({ rules: [held], groups: [] });
  const now = new Map([...rows, ...extra].map((one) => [one.rowNo, one]));
  for (const edit of edits) {
    const { rowNo } = edit.now ?? edit.was ?? row(0);
    if (edit.now) now.set(rowNo, edit.now);
    else now.delete(rowNo);
  }
  after.put(now.values(), false);
  after.tick(NOW, []);
  const correct = createCorrector(edits, {
    ...{ rules: new Map([["watched", held]]), groups: [], engine: after, at: NOW },
    alerts: new Map([["a", { ref: REF }]]),
  });
  return correct(told);
}

const CREDITS: MetricRef = { name: "neo_credits" };

describe("a told sum", () => {
  const cases: readonly [string, readonly RowEdit[], number, object][] = [
    ["that was re-costed", [changed(row(1), { neoCredits: 15 * CREDIT })], 25, { recosted: 1 }],
    ["of which a row was withdrawn", [withdrawn(row(2))], 10, { withdrawn: 1 }],
    ["to which a row came late", [late(row(101, { firstSeenAt: NOW }))], 30, { late: 1 }],
    [
      "of which a row went to another member",
      [changed(row(1), { member: "z" })],
      10,
      { changed: 1 },
    ],
    [
      "of which a row came back",
      [{ kind: "changed", was: null, now: row(3) }],
      30,
      { returned: 1 },
    ],
  ];
  it.each(cases)("%s is restated by the difference", (_case, edits, credits, counts) => {
    const after = played(CREDITS, [row(1), row(2)], edits);
    expect(after).toMatchObject({ value: 20 * CREDIT, restated: credits * CREDIT, edits: counts });
    expect(after.editedAt).toBe(NOW);
  });

  const untouched: readonly [string, RowEdit][] = [
    ["created after it was told", changed(row(1, { createdAt: TOLD_AT + 1 }), { neoCredits: 1 })],
    ["of another member", changed(row(1, { member: "z" }), { neoCredits: 1 })],
    ["of another account", changed(row(1, { account: "beta" }), { neoCredits: 1 })],
    ["that came after the telling, on time", changed(row(101), { neoCredits: 1 })],
    ["that came late and was created after it was told", late(row(101, { createdAt: NOW }))],
  ];
  it.each(untouched)("is not touched by a row %s", (_case, edit) => {
    expect(played(CREDITS, [row(1), row(2)], [edit])).toMatchObject({
      editedAt: null,
      edits: null,
    });
  });

  it("is restated by the edits alone, however much came on time since", () => {
    const grown = [row(101), row(102)];
    const edits = [changed(row(1), { neoCredits: 11 * CREDIT })];
    expect(played(CREDITS, [row(1), row(2)], edits, grown).restated).toBe(21 * CREDIT);
  });
});

describe("a told rate", () => {
  const RATE: MetricRef = { name: "error_rate" };
  const failing = changed(row(1), { status: "error" });

  it("is read anew from its window's rows as they are now", () => {
    expect(played(RATE, [row(1), row(2)], [failing])).toMatchObject({
      value: 0,
      restated: 500_000,
    });
  });

  it("waits where an ordinary row came into its window since: nobody can say what the edits alone did", () => {
    const after = played(RATE, [row(1), row(2)], [failing], [row(101)]);
    expect(after).toMatchObject({ value: 0, restated: 0, edits: { changed: 1 } });
  });
});

describe("a correction", () => {
  const spent = fc.integer({ min: 0, max: 100 * CREDIT });
  it("is due exactly when the edits differ by 1 % of what was told, and by 0.01 credits", () => {
    fc.assert(
      fc.property(spent, spent, spent, (first, second, third) => {
        const rows = [row(1, { neoCredits: first }), row(2, { neoCredits: second })];
        const edit = changed(row(1, { neoCredits: first }), { neoCredits: third });
        const told = played(CREDITS, rows, first === third ? [] : [edit]);
        const due = correctionOf(told, "nano", 10_000);
        const difference = Math.abs(third - first);
        const material = difference >= CREDIT / 100 && difference * 100 >= first + second;
        expect(due !== null).toBe(material);
        if (due) expect(due).toMatchObject({ was: first + second, now: third + second });
      }),
      { numRuns: 60 },
    );
  });

  it("is never due where it is switched off", () => {
    const told = played(CREDITS, [row(1), row(2)], [withdrawn(row(1))]);
    expect(correctionOf(told, "nano", null)).toBeNull();
    expect(correctionOf(told, "nano", 0)).not.toBeNull();
  });
});
