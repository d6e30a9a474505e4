import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import {
  createRouter,
  muteAt,
  type Route,
  type RouteTrace,
  spokenIn,
  traceRoutes,
} from "../../../../src/core/routing/index.ts";
import { budget, finding, firing } from "../../../support/findings.ts";
import { type RouteFields, route } from "../../../support/routes.ts";

const NOON = Date.UTC(2026, 6, 1, 12);
const byCritical = { match: { severity: "critical" }, receiver: "finance" };
const byKind = { match: { kind: "budget" }, receiver: "ops" };
const LABELS = { severity: "critical", kind: "budget" };

/** What becomes of the alert at each node, in the order of the tree. */
const verdicts = (trace: RouteTrace): readonly string[] => [
  trace.verdict,
  ...trace.branches.flatMap(verdicts),
];

describe("the trace of the route tree", () => {
  test.each<[string, RouteFields, string[]]>([
    ["the top tells what no branch takes", {}, ["speaks"]],
    ["a branch that matches tells", { routes: [byCritical] }, ["passes_on", "speaks"]],
    [
      "branches after it are not tried",
      { routes: [byCritical, byKind] },
      ["passes_on", "speaks", "not_tried"],
    ],
    [
      "unless it says continue",
      { routes: [{ ...byCritical, continue: true }, byKind] },
      ["passes_on", "speaks", "speaks"],
    ],
    [
      "one that does not match is passed over, with all below it",
      { routes: [{ match: { severity: "info" }, routes: [byKind] }] },
      ["speaks", "no_match", "not_tried"],
    ],
  ])("%s", (_, fields, expected) => {
    expect(verdicts(traceRoutes(route(fields), LABELS))).toEqual(expected);
  });

  it("names the matchers that fail, and no others", () => {
    const both = { match: { severity: "info", kind: "budget" }, receiver: "ops" };
    const [branch] = traceRoutes(route({ routes: [both] }), LABELS).branches;
    expect(branch?.failed.map(({ label }) => label)).toEqual(["severity"]);
  });

  test.each([
    ["within a mute time", { muteTimes: ["noon"] }, "noon"],
    ["outside of it", { muteTimes: ["night"] }, null],
    ["within an active time", { activeTimes: ["night", "noon"] }, null],
    ["outside of all of them", { activeTimes: ["night"] }, "not night"],
  ])("tells whether the branch waits: %s", (_, times, mute) => {
    const intervals = {
      noon: [{ timezone: "UTC", times: [{ from: 660, to: 780 }] }],
      night: [{ timezone: "UTC", times: [{ from: 1320, to: 360 }] }],
    };
    const named = Object.entries(times).map(([key, names]) => [
      key,
      names.map((name) => ({ name, intervals: intervals[name as keyof typeof intervals] })),
    ]);
    const top: Route = { ...route({}), ...Object.fromEntries(named) };
    expect(muteAt(top, NOON)).toBe(mute);
  });

  it("finds the same receivers as the router, whatever the tree and the labels", () => {
    const match = fc.record(
      {
        severity: fc.constantFrom("critical", "warning"),
        kind: fc.constantFrom("budget", "spike"),
      },
      { requiredKeys: [] },
    );
    const node = fc.letrec<{ node: RouteFields }>((tie) => ({
      node: fc.record({
        match,
        receiver: fc.constantFrom("channel", "finance", "ops"),
        continue: fc.boolean(),
        routes: fc.oneof(
          { depthSize: "small" },
          fc.constant([]),
          fc.array(tie("node"), { maxLength: 3 }),
        ),
      }) as fc.Arbitrary<RouteFields>,
    })).node;
    fc.assert(
      fc.property(fc.array(node, { maxLength: 3 }), fc.constantFrom(80, 100), (routes, step) => {
        const tree = route({ routes });
        const alert = firing(finding(budget(step, 60)));
        const told = createRouter(tree, ["channel", "finance", "ops"])(alert);
        const spoken = spokenIn(traceRoutes(tree, alert.labels));
        expect([...new Set(spoken.map((one) => one.route.receiver))]).toEqual(
          told.map(({ receiver }) => receiver),
        );
      }),
    );
  });
});
