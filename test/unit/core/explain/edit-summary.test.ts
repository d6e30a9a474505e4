import { describe, expect, test } from "vitest";
import { summarizeEdits } from "../../../../src/core/explain/edit-summary.ts";
import type { Edit } from "../../../../src/core/ports/index.ts";
import type { MetricRef } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";

const row = (id: string, neoCredits: number) =>
  ({
    id,
    taskId: `task of ${id}`,
    taskTitle: null,
    neoCredits,
    llmCost: 3,
    neoCost: 1,
  }) as LedgerRow;
const edit = (fields: Partial<Edit>): Edit => ({
  ...{ kind: "late", at: 5, row: row("s1", 10), before: null, after: null },
  ...fields,
});
const spend: MetricRef = { name: "spend" };
const largest = (metric: MetricRef, ...edits: Edit[]) => summarizeEdits(edits, metric).largest;

describe("the edits of a window", () => {
  test("are counted by what they did", () => {
    const edits = (["late", "changed", "late", "retracted", "changed", "late"] as const).map(
      (kind) => edit({ kind }),
    );
    expect(summarizeEdits(edits, spend)).toMatchObject({ late: 3, changed: 2, retracted: 1 });
    expect(summarizeEdits([], spend)).toEqual({ late: 0, changed: 0, retracted: 0, largest: null });
  });

  test.each<[string, Partial<Edit>, object]>([
    ["a late row costs from nothing on", { kind: "late" }, { before: 0, after: 11, fields: [] }],
    ["a retracted row costs nothing any more", { kind: "retracted" }, { before: 11, after: 0 }],
    [
      "a changed row costs what it did and what it does then, although it was changed again",
      { kind: "changed", before: { neoCredits: 2 }, after: { neoCredits: 7, status: "failed" } },
      { before: 3, after: 8, fields: ["neoCredits", "status"] },
    ],
    [
      "a row that came back costs from nothing on",
      { kind: "changed", before: { retracted: true }, after: { retracted: false } },
      { before: 0, after: 11, fields: ["retracted"] },
    ],
    [
      "a row of which nothing that costs has changed",
      { kind: "changed", before: { retracted: false }, after: { steps: 4 } },
      { before: 11, after: 11, fields: ["steps"] },
    ],
  ])("%s", (_what, fields, expected) => {
    const kind = fields.kind ?? "late";
    expect(largest(spend, edit(fields))).toMatchObject({ kind, at: 5, stream: "s1", ...expected });
  });

  test("are told by the one that moved most money, up or down, the first of equals", () => {
    const edits = [
      edit({ row: row("little", 1) }),
      edit({ kind: "retracted", row: row("most", 50) }),
      edit({ row: row("as much", 50) }),
      edit({ row: row("less", 40) }),
    ];
    expect(largest(spend, ...edits)).toMatchObject({ stream: "most", before: 51, after: 0 });
  });

  test("are told in the money that the rule counts", () => {
    const cost = (name: string) => largest({ name } as MetricRef, edit({}))?.after;
    expect([cost("byok_cost"), cost("llm_cost"), cost("spend"), cost("streams")]).toEqual([
      4, 4, 11, 11,
    ]);
  });

  test("name the task by its title where it has one", () => {
    expect(largest(spend, edit({}))?.task).toBe("task of s1");
    expect(largest(spend, edit({ row: { ...row("s1", 1), taskTitle: "recon" } }))?.task).toBe(
      "recon",
    );
  });
});
