import { describe, expect, it } from "vitest";
import type { MemberGroup, Override } from "../../../../src/core/rules/index.ts";
import { LimitOf } from "../../../../src/core/rules/limit-of.ts";
import { centresIn, overrideFor, valuesOf } from "../../../../src/core/rules/override-for.ts";
import { rowOf } from "../engine/rows.ts";
import { budget, seenOf } from "./rule-builders.ts";

const is = (source: string) => ({ source, matches: (text: string) => text === source });
const red = { name: "red", members: [is("ann"), is("bob")] } as unknown as MemberGroup;
const all = { name: "all", members: [is("ann"), is("cid")] } as unknown as MemberGroup;
const centresOf = centresIn([red, all]);
const who = (group: Record<string, string>) => ({ account: "acme", group });
const override = (match: Record<string, string>, limit = 1): Override => ({
  match: Object.fromEntries(Object.entries(match).map(([name, value]) => [name, is(value)])),
  limit,
});

describe("a member's cost centres", () => {
  it("are all that name it", () => {
    expect(centresOf("ann")).toEqual(["red", "all"]);
    expect(centresOf("bob")).toEqual(["red"]);
    expect(centresOf("dan")).toEqual([]);
  });
});

describe("a group's values", () => {
  it.each<[string, string, Record<string, string>, string[]]>([
    ["the account, although the rule is not by it", "account", {}, ["acme"]],
    ["what it is by", "model", { model: "opus" }, ["opus"]],
    ["its own cost centre", "group", { group: "red", member: "cid" }, ["red"]],
    ["its member's cost centres", "group", { member: "ann" }, ["red", "all"]],
    ["no cost centre without a member", "group", { model: "opus" }, []],
    ["nothing of what it is not by", "model", { member: "ann" }, []],
  ])("are %s", (_what, dimension, group, values) => {
    expect(valuesOf(dimension, who(group), centresOf)).toEqual(values);
  });
});

describe("an override", () => {
  const first = override({ member: "ann", model: "opus" });
  const second = override({ group: "red" });
  const third = override({ account: "acme" });
  const found = (group: Record<string, string>) =>
    overrideFor([first, second, third], who(group), centresOf);

  it("counts where all of it matches, the first that does", () => {
    expect(found({ member: "ann", model: "opus" })).toBe(first);
    expect(found({ member: "ann", model: "haiku" })).toBe(second);
    expect(found({ member: "cid" })).toBe(third);
    expect(overrideFor([first, second], who({ member: "cid" }), centresOf)).toBeUndefined();
  });
});

describe("a budget's limit", () => {
  const rule = (overrides: readonly Override[]) => budget({ by: ["member"], overrides });
  const limit = (of: ReturnType<typeof rule>, member: string) =>
    seenOf(of, [rowOf({ rowNo: 1, member: "ann", neoCredits: 1 })], 10, {
      ...{ group: { member }, step: "100%" },
    }).limit;

  it("is that of the override, also of a group without rows", () => {
    const overridden = rule([override({ member: "ann" }, 30), override({ member: "bob" }, 300)]);
    expect(limit(overridden, "ann")).toBe(30);
    expect(limit(overridden, "bob")).toBe(300);
    expect(limit(overridden, "cid")).toBe(100);
    expect(limit(rule([]), "ann")).toBe(100);
  });

  it.each([
    ["the rule's own", [], 100],
    ["the rule's own, below all overrides", [override({ member: "a" }, 300)], 100],
    ["an override's", [override({ member: "a" }, 300), override({ member: "b" }, 30)], 30],
  ])("is at the lowest %s", (_what, overrides, lowest) => {
    expect(new LimitOf(rule(overrides), {} as never).lowest).toBe(lowest);
  });
});
