import { describe, expect, it } from "vitest";
import { createEngine } from "../../../../src/core/engine/index.ts";
import { is } from "../engine/rows.ts";
import { newValue } from "./kind-builders.ts";
import { AT, engineWith, row, told } from "./new-value-bench.ts";
import { DAY } from "./rule-builders.ts";

const use = { calls: 1, durationMs: 1 };

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
