import { describe, expect, test } from "vitest";
import { createRouter, sendKey, shortHash } from "../../../../src/core/routing/index.ts";
import { budget, finding, firing } from "../../../support/findings.ts";
import { type RouteFields, route } from "../../../support/routes.ts";

const RECEIVERS = ["channel", "finance", "ops"];
const critical = firing(budget(100, 51));
const warning = firing(budget(80, 41));
const receivers = (fields: RouteFields, alert = critical) =>
  createRouter(route(fields), RECEIVERS)(alert).map(({ receiver }) => receiver);

describe("the route tree", () => {
  const byCritical = { match: { severity: "critical" }, receiver: "finance" };
  const byKind = { match: { kind: "budget" }, receiver: "ops" };

  test.each<[string, RouteFields, string[]]>([
    ["without routes the root takes all", {}, ["channel"]],
    ["a child that matches takes it from the root", { routes: [byCritical] }, ["finance"]],
    [
      "a child that does not match leaves it",
      { routes: [{ ...byCritical, match: { severity: "info" } }] },
      ["channel"],
    ],
    ["the first child that matches wins", { routes: [byCritical, byKind] }, ["finance"]],
    [
      "continue also asks the next siblings",
      { routes: [{ ...byCritical, continue: true }, byKind] },
      ["finance", "ops"],
    ],
    [
      "continue without another match does not fall back to the root",
      { routes: [{ ...byCritical, continue: true }] },
      ["finance"],
    ],
    ["the deepest match speaks", { routes: [{ ...byKind, routes: [byCritical] }] }, ["finance"]],
    [
      "a node takes what none of its children takes",
      { routes: [{ ...byKind, routes: [{ match: { member: "z" } }] }] },
      ["ops"],
    ],
    [
      "a receiver that two routes lead to is told once",
      {
        routes: [
          { ...byCritical, continue: true },
          { ...byKind, receiver: "finance" },
        ],
      },
      ["finance"],
    ],
  ])("%s", (_case, fields, expected) => {
    expect(receivers(fields)).toEqual(expected);
  });

  test("a missing label matches as empty text", () => {
    expect(receivers({ routes: [{ match: { team: "" }, receiver: "ops" }] })).toEqual(["ops"]);
  });

  test("group_by decides what is told together", () => {
    const keys = (groupBy: string[], alert = critical) =>
      createRouter(route({ groupBy }), RECEIVERS)(alert).map(({ groupLabels }) => groupLabels)[0];
    expect(keys([])).toEqual({});
    expect(keys(["rule", "team"])).toEqual({ rule: "member-month", team: "" });
    expect(keys(["..."])).toEqual(critical.labels);
    const key = (groupBy: string[], alert = critical) =>
      createRouter(route({ groupBy }), RECEIVERS)(alert)[0]?.key;
    expect(key(["rule"])).toBe(key(["rule"], warning));
    expect(key(["..."])).not.toBe(key(["..."], warning));
  });
});

describe("a receiver that cannot be reached", () => {
  const failed = (receiver: string) =>
    firing(finding({ kind: "system", rule: "delivery-failed", account: "", group: { receiver } }));

  test("is told of by all others", () => {
    expect(receivers({}, failed("channel"))).toEqual(["finance", "ops"]);
    expect(receivers({}, failed("finance/email/0"))).toEqual(["channel", "ops"]);
  });

  test("is told of itself where it is the only one", () => {
    const targets = createRouter(route(), ["channel"])(failed("channel"));
    expect(targets.map(({ receiver }) => receiver)).toEqual(["channel"]);
  });
});

describe("send keys", () => {
  test("are FNV-1a with 64 bits, incident and sequence", () => {
    expect(shortHash("")).toBe("cbf29ce484222325");
    expect(shortHash("a")).toBe("af63dc4c8601ec8c");
    expect(shortHash("foobar")).toBe("85944171f73967e8");
    expect(sendKey("foobar", 17, 2)).toBe("85944171f73967e8/17/2");
  });
});
