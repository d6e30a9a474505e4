import { describe, expect, it } from "vitest";
import { Dictionary } from "../../../../src/core/engine/columns/dictionary.ts";
import { PairTable } from "../../../../src/core/engine/columns/pair-table.ts";
import { filterKey } from "../../../../src/core/engine/columns/row-filter.ts";
import { createEngine, ignoredDetails } from "../../../../src/core/engine/index.ts";
import {
  budget,
  DAY,
  HOUR,
  monthIn,
  rolling,
  streamRule,
  threshold,
} from "../rules/rule-builders.ts";
import { is, rowOf } from "./rows.ts";

const AT = Date.parse("2026-10-20T12:00:00Z");
const by = ["member"] as const;
const rows = [
  rowOf({ rowNo: 1, createdAt: AT - HOUR, member: "ann", neoCredits: 1 }),
  rowOf({ rowNo: 2, createdAt: AT - 2 * DAY, member: "bob", neoCredits: 1 }),
  rowOf({ rowNo: 3, createdAt: AT - 2 * HOUR, member: "ann", neoCredits: 1 }),
  rowOf({ rowNo: 4, createdAt: AT - 40 * DAY, member: "cid", neoCredits: 1 }),
];
const engineOf = (...rules: Parameters<typeof createEngine>[0]["rules"]) => {
  const engine = createEngine({ rules, groups: [] });
  engine.put(rows, false);
  engine.tick(AT, []);
  return engine;
};

describe("the states that an engine knows of", () => {
  it("are one for each step of each group with rows as far back as it looks", () => {
    const engine = engineOf(budget({ by }));
    expect(
      engine.refs("rule").map(({ group, step, window }) => [group["member"], step, window]),
    ).toEqual(
      ["ann", "bob"].flatMap((member) => ["50%", "80%", "100%"].map((step) => [member, step, ""])),
    );
    expect(engine.refs("rule")[0]).toMatchObject({ account: "acme", rule: "rule" });
  });

  it("are of the window that runs", () => {
    const engine = engineOf(budget({ by, window: monthIn("UTC") }));
    expect(new Set(engine.refs("rule").map(({ window }) => window))).toEqual(
      new Set(["2026-10-01T00:00:00+00:00"]),
    );
  });

  it("are none of a rule of single streams, or of one that it does not have", () => {
    const engine = engineOf(streamRule());
    expect(engine.refs("rule")).toEqual([]);
    expect(engine.refs("other")).toEqual([]);
  });
});

describe("the rows of a state", () => {
  const engineByMember = () => engineOf(threshold({ by, window: rolling(DAY) }));
  const ref = { account: "acme", rule: "rule", group: { member: "ann" }, step: "", window: "" };
  const day = { name: "1d", from: AT - DAY, to: AT };

  it("are its group's within the window, by their numbers", () => {
    const engine = engineByMember();
    expect([...engine.rowsOf(ref, day)].sort()).toEqual([1, 3]);
    expect(engine.rowsOf(ref, { ...day, from: AT - HOUR - 1 })).toEqual([1]);
    expect(engine.rowsOf({ ...ref, group: { member: "bob" } }, day)).toEqual([]);
  });

  it("are none of a group that nobody is in, that the rule is not by, or of another rule", () => {
    const engine = engineByMember();
    for (const other of [{ group: { member: "dan" } }, { group: {} }, { rule: "other" }]) {
      expect(engine.rowsOf({ ...ref, ...other }, day)).toEqual([]);
    }
  });
});

describe("the details that no rule looks at", () => {
  it("are all but what a metric, a dimension or a condition needs", () => {
    const all = ignoredDetails([threshold()]);
    expect(all).toContain("errorMessage");
    expect(all).toContain("steps");
    expect(all).toContain("tools");
    expect(ignoredDetails([threshold({ metric: { name: "steps" } })])).not.toContain("steps");
    expect(ignoredDetails([threshold({ by: ["tool"] })])).not.toContain("tools");
    expect(ignoredDetails([streamRule()])).not.toContain("errorMessage");
    expect(ignoredDetails([streamRule()])).toHaveLength(all.length - 1);
  });
});

describe("a condition's key", () => {
  it("names each clause by its texts, whatever their order", () => {
    const model = { field: "model", anyOf: [is("opus"), is("haiku")] } as const;
    const cost = { field: "cost_above", nano: 5 } as const;
    const key = 'cost_above>5 and model=["haiku","opus"]';
    expect(filterKey([model, cost])).toBe(key);
    expect(filterKey([cost, { ...model, anyOf: [is("haiku"), is("opus")] }])).toBe(key);
    expect(filterKey([])).toBe("");
  });
});

describe("a table of pairs", () => {
  it("gives each pair a number of its own, from 0 on, and finds it again", () => {
    const table = new PairTable();
    const pairs = Array.from({ length: 700 }, (_, each) => [each % 30, each >> 3] as const);
    const ids = pairs.map(([first, second]) => table.intern(first, second));
    const names = new Map(pairs.map((pair, each) => [pair.join(), ids[each]]));
    expect([...new Set(ids)]).toEqual(Array.from({ length: names.size }, (_, each) => each));
    expect(table.size).toBe(names.size);
    for (const [name, id] of names) {
      const [first, second] = name.split(",").map(Number) as [number, number];
      expect(table.find(first, second)).toBe(id);
      expect([table.first(id as number), table.second(id as number)]).toEqual([first, second]);
    }
    expect(table.find(99, 99)).toBe(-1);
  });
});

describe("a dictionary", () => {
  it("takes over texts of several others under numbers of its own", () => {
    const [one, other, own] = [new Dictionary(), new Dictionary(), new Dictionary()] as const;
    for (const text of ["a", "b", "c"]) one.intern(text);
    for (const text of ["c", "a"]) other.intern(text);
    const taken = new Uint32Array(6);
    own.adopt(taken, 0, one, Uint32Array.of(9, 2, 1, 0), Uint32Array.of(1, 2, 1, 3));
    own.adopt(taken, 4, other, Uint32Array.of(0, 1), Uint32Array.of(0, 1));
    expect([...taken].map((id) => own.text(id))).toEqual(["c", "b", "c", "a", "c", "a"]);
    expect([...taken]).toEqual([0, 1, 0, 2, 0, 2]);
    expect(own.intern("c")).toBe(0);
  });
});
