import { describe, expect, it } from "vitest";
import { createEngine } from "../../../../src/core/engine/index.ts";
import type { Condition, Dimension } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { DAY, findingsOf, rolling, threshold } from "../rules/rule-builders.ts";
import { is, rowOf } from "./rows.ts";

const AT = Date.parse("2026-10-20T12:00:00Z");
const use = { calls: 1, durationMs: 1 };
const rows: LedgerRow[] = [
  rowOf({ rowNo: 1, createdAt: AT, tools: { nmap: use, curl: use }, agents: { scout: 2 } }),
  rowOf({ rowNo: 2, createdAt: AT, member: null, byok: true, taskTitle: null, neoCredits: 10 }),
  rowOf({ rowNo: 3, createdAt: AT, member: "bob@acme.io", model: "haiku", status: "error" }),
  rowOf({ rowNo: 4, createdAt: AT, account: "beta", taskId: "t2", errorMessage: "timeout 3" }),
];
const centres = [
  { name: "red", members: [is("ann@acme.io"), is("bob@*")] },
  { name: "blue", members: [is("bob@acme.io")] },
];
const rule = (by: readonly Dimension[], where: readonly Condition[] = []) =>
  threshold({ by, where, bound: 0, window: rolling(DAY) });
const grouped = (by: readonly Dimension[]) =>
  findingsOf(rule(by), rows, AT, centres).map(({ ref, value }) => [
    ref.account,
    ...Object.values(ref.group),
    value,
  ]);

describe("groups", () => {
  it.each<[Dimension[], (string | number)[][]]>([
    [
      [],
      [
        ["acme", 3],
        ["beta", 1],
      ],
    ],
    [
      ["account"],
      [
        ["acme", "acme", 3],
        ["beta", "beta", 1],
      ],
    ],
    [
      ["member"],
      [
        ["acme", "(unknown)", 1],
        ["acme", "ann@acme.io", 1],
        ["acme", "bob@acme.io", 1],
        ["beta", "ann@acme.io", 1],
      ],
    ],
    [
      ["byok"],
      [
        ["acme", "false", 2],
        ["acme", "true", 1],
        ["beta", "false", 1],
      ],
    ],
    [
      ["status"],
      [
        ["acme", "completed", 2],
        ["acme", "error", 1],
        ["beta", "completed", 1],
      ],
    ],
    [
      ["task"],
      [
        ["acme", "t1", 3],
        ["beta", "t2", 1],
      ],
    ],
    [
      ["tool"],
      [
        ["acme", "curl", 1],
        ["acme", "nmap", 1],
      ],
    ],
    [["agent"], [["acme", "scout", 1]]],
    [
      ["group"],
      [
        ["acme", "blue", 1],
        ["acme", "red", 2],
        ["beta", "red", 1],
      ],
    ],
    [
      ["model", "group"],
      [
        ["acme", "blue", "haiku", 1],
        ["acme", "red", "haiku", 1],
        ["acme", "red", "opus", 1],
        ["beta", "red", "opus", 1],
      ],
    ],
    [
      ["tool", "agent"],
      [
        ["acme", "scout", "curl", 1],
        ["acme", "scout", "nmap", 1],
      ],
    ],
  ])("by %o are %o", (by, expected) => {
    expect(grouped(by)).toEqual(expected);
  });

  it("are the same however the dimensions are ordered", () => {
    expect(grouped(["group", "model"])).toEqual(grouped(["model", "group"]));
  });

  it.each<[string, Condition[], number[]]>([
    ["status", [{ field: "status", anyOf: [is("error")] }], [3]],
    ["any of several", [{ field: "status", anyOf: [is("error"), is("comp*")] }], [1, 2, 3, 4]],
    ["model", [{ field: "model", anyOf: [is("hai*")] }], [3]],
    ["member", [{ field: "member", anyOf: [is("ann@acme.io")] }], [1, 4]],
    ["a missing member", [{ field: "member", anyOf: [is("(unknown)")] }], [2]],
    ["group", [{ field: "group", anyOf: [is("blue")] }], [3]],
    ["byok", [{ field: "byok", anyOf: [is("true")] }], [2]],
    ["tool", [{ field: "tool", anyOf: [is("nmap")] }], [1]],
    ["agent", [{ field: "agent", anyOf: [is("scout")] }], [1]],
    ["task", [{ field: "task", anyOf: [is("t2")] }], [4]],
    [
      "title, which a row without one never meets",
      [{ field: "title", anyOf: [is("*")] }],
      [1, 3, 4],
    ],
    ["error", [{ field: "error", anyOf: [is("timeout*")] }], [4]],
    ["cost above, strictly", [{ field: "cost_above", nano: 9 }], [2]],
    ["cost above, at it", [{ field: "cost_above", nano: 10 }], []],
    [
      "all of several",
      [
        { field: "member", anyOf: [is("ann@acme.io")] },
        { field: "task", anyOf: [is("t1")] },
      ],
      [1],
    ],
  ])("are of rows that meet %s", (_, where, expected) => {
    const each = rows.filter((row) => findingsOf(rule([], where), [row], AT, centres).length > 0);
    expect(each.map((row) => row.rowNo)).toEqual(expected);
  });

  it("try a pattern once for each distinct text", () => {
    let asked = 0;
    const counting = { source: "x", matches: () => asked++ < 0 };
    const many = Array.from({ length: 50 }, (_, index) => rowOf({ rowNo: index, createdAt: AT }));
    findingsOf(rule([], [{ field: "model", anyOf: [counting] }]), many, AT);
    expect(asked).toBe(1);
  });

  describe("beyond the cap", () => {
    const members = [5, 1, 4, 2, 3].flatMap((streams, member) =>
      Array.from({ length: streams }, (_, index) =>
        rowOf({ rowNo: member * 10 + index, createdAt: AT, member: `m${streams}` }),
      ),
    );
    const capped = (direction: "above" | "below") => {
      const bounded = threshold({
        by: ["member"],
        direction,
        bound: direction === "above" ? 0 : 9,
      });
      const engine = createEngine({ rules: [bounded], groups: [], maxGroups: 2 });
      engine.put(members, false);
      const found = engine.tick(AT, []).map(({ ref }) => ref.group["member"]);
      return { found, left: engine.capped.get("rule"), engine };
    };

    it("give way to the largest, and their number is told", () => {
      expect(capped("above")).toMatchObject({ found: ["m4", "m5"], left: 3 });
      expect(capped("below")).toMatchObject({ found: ["m1", "m2"], left: 3 });
    });

    it("are answered for while their alert is open", () => {
      const { engine } = capped("above");
      const ref = { account: "acme", rule: "rule", group: { member: "m1" }, step: "", window: "" };
      expect(engine.tick(AT, [ref])).toMatchObject([{}, {}, { ref, breached: true, value: 1 }]);
    });
  });
});
