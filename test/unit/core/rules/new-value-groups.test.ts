import { describe, expect, it } from "vitest";
import { createEngine, type Engine } from "../../../../src/core/engine/index.ts";
import type { Rule } from "../../../../src/core/rules/index.ts";
import type { LedgerRow } from "../../../../src/core/stream.ts";
import { is, rowOf } from "../engine/rows.ts";
import { newValue } from "./kind-builders.ts";
import { DAY } from "./rule-builders.ts";

const AT = Date.parse("2026-10-20T12:00:00Z");
const use = { calls: 1, durationMs: 1 };
let rows = 0;

/** A row some time before AT; each has the next row number. */
function row(before: number, part: Partial<LedgerRow> = {}): LedgerRow {
  rows++;
  return rowOf({ rowNo: rows, createdAt: AT - before, ...part });
}

/** An engine that holds history, with the first row of Ann's five days old, on opus. */
function engineWith(
  rule: Rule = newValue(),
  history: readonly LedgerRow[] = [row(5 * DAY)],
): Engine {
  const engine = createEngine({ rules: [rule], groups: [] });
  engine.put(history, false);
  return engine;
}

function told(engine: Engine, news: readonly LedgerRow[], at = AT): string[] {
  engine.put(news, true);
  return engine.tick(at, []).map(({ ref }) => ref.window);
}

describe("a new value of a dimension", () => {
  it.each([
    ["member", [], { member: "zoe@acme.io" }, "zoe@acme.io"],
    ["member", ["account"], { member: null }, "(unknown)"],
    ["model", ["member"], { model: "sonnet" }, "sonnet"],
    ["tool", ["member"], { tools: { nmap: use } }, "nmap"],
    ["agent", ["member", "model"], { agents: { scout: 1 } }, "scout"],
  ] as const)("may be a %s by %j", (of, by, part, value) => {
    const engine = engineWith(newValue({ of, by: [...by] }));
    engine.put([row(0, part)], true);
    const [found, ...others] = engine.tick(AT, []);
    expect(others).toEqual([]);
    expect(found).toMatchObject({ of, ref: { window: value } });
    expect(Object.keys(found?.ref.group ?? {})).toEqual([...by]);
  });

  it("is each tool of a row that has several, and each group of a row in several", () => {
    const groups = ["red", "all"].map((name) => ({ name, members: [is("*")] }));
    const engine = createEngine({ rules: [newValue({ of: "tool", by: ["group"] })], groups });
    engine.put([row(5 * DAY, { tools: { curl: use } })], false);
    engine.put([row(0, { tools: { nmap: use, curl: use, ffuf: use } })], true);
    const found = engine.tick(AT, []).map(({ ref }) => `${ref.group["group"]} ${ref.window}`);
    expect(found.sort()).toEqual(["all ffuf", "all nmap", "red ffuf", "red nmap"]);
  });

  it("counts a member as known by rows without any tool", () => {
    const engine = engineWith(newValue({ of: "tool" }));
    expect(told(engine, [row(0, { tools: { nmap: use } })])).toEqual(["nmap"]);
  });

  it("of a dimension that the groups are made by is only ever one that comes back", () => {
    const rule = newValue({ by: ["model"], of: "model" });
    expect(told(engineWith(rule), [row(0, { model: "sonnet" })])).toEqual([]);
    const engine = engineWith(rule, [row(11 * DAY, { model: "sonnet" })]);
    expect(told(engine, [row(0, { model: "sonnet" })])).toEqual(["sonnet"]);
  });
});
