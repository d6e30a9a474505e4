import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEngine } from "../../../../src/core/engine/index.ts";
import { columnsFrom, livingOnly, rowsFrom } from "../../../../src/core/row-columns.ts";
import type { Rule } from "../../../../src/core/rules/index.ts";
import { budget, HOUR, MINUTE, streamRule, threshold } from "../rules/rule-builders.ts";
import { is, rowOf } from "./rows.ts";

const START = Date.parse("2026-03-02T00:00:00Z");

const RULES: readonly Rule[] = [
  { ...budget(), name: "budget", by: ["group"] },
  { ...threshold({ metric: { name: "steps" } }), name: "steps", by: ["tool", "member"] },
  { ...threshold({ metric: { name: "execution_time", statistic: "p95" } }), name: "slow", by: [] },
  { ...streamRule(), name: "failed", by: ["agent"] },
  {
    ...streamRule(),
    ...{ kind: "new_value", name: "new", by: [], of: "model" },
    ...{ rememberMs: 2 * HOUR, learnMs: 0 },
  } as Rule,
  {
    ...threshold({ metric: { name: "spend" } }),
    ...{ name: "titled", by: ["task"], where: [{ field: "title", anyOf: [is("Scan*")] }] },
  },
];
const GROUPS = [{ name: "reds", members: [is("ann*")] }];

/** Rows of few numbers, so that many come again: changed, retracted, or twice in one batch. */
const row = fc
  .record({
    rowNo: fc.integer({ min: 1, max: 12 }),
    minute: fc.integer({ min: 0, max: 300 }),
    account: fc.constantFrom("acme", "beta"),
    member: fc.constantFrom("ann@acme.io", "bob@acme.io", null),
    taskId: fc.constantFrom("t1", "t2"),
    taskTitle: fc.constantFrom("Scan one", "Other", null),
    model: fc.constantFrom("opus", "haiku"),
    status: fc.constantFrom("completed", "failed", "blocked"),
    executionMs: fc.constantFrom(0, 61_000, null),
    neoCredits: fc.integer({ min: 0, max: 5 }),
    steps: fc.integer({ min: 0, max: 5 }),
    errorMessage: fc.constantFrom("timeout", null),
    tools: fc.constantFrom({}, { nmap: { calls: 1, durationMs: 5 } }),
    agents: fc.constantFrom({}, { scout: 1, recon: 2 }),
    retracted: fc.boolean(),
  })
  .map(({ minute, ...part }) => rowOf({ ...part, createdAt: START + minute * MINUTE }));
const batch = fc.record({ rows: fc.array(row, { maxLength: 10 }), news: fc.boolean() });

describe("rows put as columns", () => {
  it("are found as they are when they are put one by one", () => {
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 6 }), (batches) => {
        const [one, many] = [createEngine(OPTIONS), createEngine(OPTIONS)];
        batches.forEach(({ rows, news }, index) => {
          for (const each of rows) one.put([each], news);
          many.putColumns(columnsFrom(rows), news);
          const at = START + (index + 1) * HOUR;
          const found = one.tick(at, []);
          expect(many.tick(at, [])).toEqual(found);
          expect(many.size).toBe(one.size);
          for (const { ref, window } of found) {
            const parts = one.contributors(ref, { span: window }, 3);
            expect(many.contributors(ref, { span: window }, 3)).toEqual(parts);
          }
          for (const engine of [one, many]) engine.forget(at - 2 * HOUR);
        });
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it("are the rows that they were made from, and without the retracted ones the living", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
        const columns = columnsFrom(rows);
        expect(rowsFrom(columns)).toEqual(rows);
        expect(rowsFrom(livingOnly(columns))).toEqual(rows.filter((each) => !each.retracted));
      }),
    );
  });

  it("are all refused where one among them has an amount that cannot be kept exactly", () => {
    const engine = createEngine(OPTIONS);
    const rows = [rowOf({ rowNo: 1 }), rowOf({ rowNo: 2, neoCredits: 2 ** 53 })];
    expect(() => engine.putColumns(columnsFrom(rows), false)).toThrow("stream s2 of account acme");
    expect(engine.size).toBe(0);
  });
});

const OPTIONS = { rules: RULES, groups: GROUPS, settleMs: HOUR };
