import { describe, expect, it } from "vitest";
import { formatProblems, type KnownMember, loadSettings } from "../../../src/config/index.ts";
import { memoryFiles } from "../../support/config-files.ts";

const HEAD = `accounts: [{ name: acme, api_key: x }]
groups: { red: [a@acme.io, b@acme.io], all: ["*@acme.io"] }
receivers: [{ name: one, console: [{}] }, { name: two, console: [{}] }]
`;
const ROUTE =
  "route: { receiver: one, routes: [{ receiver: two, matchers: [severity=critical] }] }\n";

/** What is doubted of an account that is read as a whole; null members ask no ledger. */
function warnings(text: string, members: readonly KnownMember[] | null = null): string[] {
  const histories = [{ account: "acme", ready: true, readFrom: 0 }];
  const files = memoryFiles({ "c.yaml": HEAD + text });
  const loaded = loadSettings("c.yaml", {}, files, members && { members, histories, at: 0 });
  if (!loaded.ok) throw new Error(formatProblems(loaded.problems));
  return loaded.warnings.map(({ message }) => message);
}

const rules = (...texts: string[]) =>
  `${ROUTE}rules:\n${texts.map((text, i) => `  - { name: r${i}, ${text} }\n`).join("")}`;

describe("a rule that can never fire", () => {
  it.each([
    ["stream: { status: failed }, where: { status: completed }", /leaves out every stream/],
    [
      `budget: { metric: failed, limit: 5, window: day }, where: { status: [completed] }`,
      /always 0/,
    ],
    [
      "threshold: { metric: error_rate, over: 1h, above: 5% }, where: { status: blocked }",
      /always 0/,
    ],
    [
      "spike: { metric: byok_cost, over: 1h, times: 3, versus: 7d }, where: { byok: false }",
      /always 0/,
    ],
    ["shift: { change: 50% }, where: { byok: true }", /nothing can shift/],
    [
      "stream: { status: failed }, where: { member: z@acme.com, group: red }",
      /belongs to the cost/,
    ],
    ["threshold: { metric: streams, over: 1h, below: 5, min_streams: 5 }", /min_streams/],
    ["spike: { metric: error_rate, over: 1h, times: 3, versus: 7d, at_least: 101% }", /100%/],
    ["budget: { metric: spend, limit: $5, window: day }, for: 10d", /never holds for 10d/],
    ["absence: { over: 1d, remember: 5d }, for: 5d", /never holds for 5d/],
  ])("is told: %s", (rule, message) => {
    expect(warnings(rules(rule))).toEqual([expect.stringMatching(message)]);
  });

  it.each([
    ["stream: { status: [failed, blocked] }, where: { status: failed }"],
    ["budget: { metric: wasted, limit: $5, window: day }, where: { status: [completed, failed] }"],
    ["threshold: { metric: errors, over: 1h, below: 5 }, where: { status: completed }"],
    [
      "threshold: { metric: errors, over: 1h, above: 5 }, where: { status: completed }, no_data: alert",
    ],
    ["shift: { change: 50% }, where: { byok: [true, false] }"],
    ["stream: { status: failed }, where: { member: a@acme.io, group: red }"],
    ["stream: { status: failed }, where: { member: '*@x.io', group: red }"],
    ["threshold: { metric: streams, over: 1h, below: 6, min_streams: 5 }"],
    ["spike: { metric: error_rate, over: 1h, times: 3, versus: 7d, at_least: 100% }"],
    ["budget: { metric: spend, limit: $5, window: day }, for: 9d"],
    ["absence: { over: 1d, remember: 5d }, for: 4d"],
  ])("is not seen in: %s", (rule) => {
    expect(warnings(rules(rule))).toEqual([]);
  });
});

describe("an override that never counts", () => {
  const budget = (...matches: string[]) =>
    rules(
      `budget: { metric: spend, limit: $5, window: day }, by: [member, model], overrides: [${matches
        .map((match) => `{ match: { ${match} }, limit: $6 }`)
        .join(", ")}]`,
    );

  it.each([
    ["member: '*'", "member: a@acme.io"],
    ["member: '*'", "model: m"],
    ["member: A@acme.io", "member: a@ACME.io"],
    ["member: '*@acme.io'", "member: '*@acme.io', model: m"],
    ["member: '*acme.io'", "member: '*@acme.io'"],
    ["member: /acme/", "member: a@acme.io"],
    ["group: red", "member: b@acme.io"],
    ["member: '*@acme.io'", "group: red"],
    ["account: acme", "account: acme, member: x"],
  ])("is told: %s before %s", (wide, narrow) => {
    expect(warnings(budget(wide, narrow))).toEqual([
      expect.stringMatching(/never counts: override 1/),
    ]);
  });

  it.each([
    ["member: a@acme.io", "member: '*'"],
    ["member: '*@acme.io', model: m", "member: '*@acme.io'"],
    ["member: '?*@acme.io'", "member: '*@acme.io'"],
    ["member: '?@acme.io'", "member: '*@acme.io'"],
    ["member: /acme/", "member: '*acme*'"],
    ["group: red", "member: c@acme.io"],
    ["group: red", "group: all"],
    ["member: '*@red.io'", "group: red"],
  ])("is not seen in: %s before %s", (first, second) => {
    expect(warnings(budget(first, second))).toEqual([]);
  });
});

describe("branches of the route tree", () => {
  const tree = (routes: string) => `route: { receiver: one, routes: [${routes}] }\n${RULE}`;
  const RULE = "rules: [{ name: r, stream: { status: failed } }]\n";

  it.each([
    [
      "{ receiver: one, matchers: [severity=critical] }, { receiver: two, matchers: [severity=critical, rule=r] }",
      /branch 1 before it/,
    ],
    [
      "{ receiver: one, matchers: ['severity=~\"c.*\"'] }, { receiver: two, matchers: [severity=critical] }",
      /branch 1 before it/,
    ],
    [
      "{ receiver: one, matchers: [severity=critical], routes: [{ receiver: two, matchers: [severity=info] }] }",
      /exclude each other/,
    ],
  ])(
    "that no alert gets to are told, with the receiver that nobody reaches: %s",
    (routes, message) => {
      expect(warnings(tree(routes)).sort()).toEqual([
        expect.stringMatching(message),
        'Nobody reaches receiver "two": no alert gets to the branches that lead to it',
      ]);
    },
  );

  it.each([
    [
      "{ receiver: one, matchers: [severity=critical], continue: true }, { receiver: two, matchers: [severity=critical] }",
    ],
    [
      "{ receiver: one, matchers: [severity=critical, rule=r] }, { receiver: two, matchers: [severity=critical] }",
    ],
    [
      "{ receiver: one, matchers: ['severity=~\"c.*\"'] }, { receiver: two, matchers: ['severity=~\".*l\"'] }",
    ],
  ])("that some alert gets to are not: %s", (routes) => {
    expect(warnings(tree(routes))).toEqual([]);
  });
});

describe("nested budgets", () => {
  const budget = (limit: string, by: string, more = "") =>
    `budget: { metric: spend, limit: ${limit}, window: month }, by: [${by}]${more}`;
  const members = [
    { account: "acme", member: "a@acme.io" },
    { account: "acme", member: "c@acme.io" },
    { account: "other", member: "d@acme.io" },
  ];

  it("are told where cost centres may spend more than the team", () => {
    expect(warnings(rules(budget("$50", ""), budget("$30", "group")))).toEqual([
      'The limits of the 2 cost centres add up to 6 credits, more than the 5 credits that "r0" allows for all',
    ]);
  });

  it("are told where named members may spend more than their cost centre, overrides counted", () => {
    const over = ", overrides: [{ match: { member: a@acme.io }, limit: $40 }]";
    expect(warnings(rules(budget("$50", "group"), budget("$20", "member", over)))).toEqual([
      'The limits of the 2 members of "red" add up to 6 credits, more than the 5 credits that "r0" allows it',
    ]);
  });

  it("are told where the ledger's members may spend more than the team", () => {
    const text = rules(budget("$50", ""), budget("$30", "member"));
    expect(warnings(text)).toEqual([]);
    expect(warnings(text, members)[0]).toContain("the 2 members in the ledger add up to 6 credits");
  });

  it.each([
    [budget("$60", ""), budget("$30", "group")],
    [budget("$50", ""), budget("$30", "group", ", where: { byok: true }")],
    [budget("$50", "model"), budget("$30", "member, model")],
  ])("are not told where the parts fit, or are of something else: %s, %s", (whole, part) => {
    expect(warnings(rules(whole, part))).toEqual([]);
  });
});

describe("cost centres that nobody is in", () => {
  it("are told where the ledger knows others only", () => {
    const found = warnings(rules("stream: { status: failed }"), [
      { account: "acme", member: "z@acme.io" },
    ]);
    expect(found).toEqual([
      expect.stringMatching(/Nobody in the ledger belongs to cost centre "red"/),
    ]);
  });

  it("are not told while the ledger is empty, or where none is asked", () => {
    expect(warnings(rules("stream: { status: failed }"), [])).toEqual([]);
    expect(warnings(rules("stream: { status: failed }"))).toEqual([]);
  });
});
