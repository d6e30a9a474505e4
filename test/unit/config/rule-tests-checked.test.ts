// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the configuration's variables look like this
import { describe, expect, it } from "vitest";
import { mistakesIn, RULE, ruleTests } from "../../support/rule-tests.ts";

function test(body: string, head = RULE): string {
  return `${head}tests:\n  - name: a\n    start: 2026-03-02T09:00\n${body}`;
}
const EXPECT = "    expect: [{ at: +1h, alerts: [] }]\n";

describe("the configuration under test", () => {
  const CONFIG = [
    "timezone: Asia/Tokyo\nevaluate_every: 7s\n",
    "accounts: [{ name: main, api_key: ${NEO_API_KEY} , base_url: nonsense }]\n",
    "smtp: { url: '${SMTP_URL}', from: nobody }\n",
    "receivers:\n  - name: ops\n    slack: [{ token: '${SLACK}', channel: '#ops', send_resolved: false }]\n    email: [{ to: [a@x] }]\n",
    RULE,
  ].join("");
  const named = `config: conf/all.yaml\ntests:\n  - name: a\n    start: 2026-03-02T09:00\n${EXPECT}`;

  it("needs none of its secrets, addresses and servers", () => {
    const { settings, sendResolved, tests } = ruleTests(named, { "conf/all.yaml": CONFIG });
    expect(settings.accounts.map(({ name }) => name)).toEqual(["main"]);
    expect(settings.evaluateEveryMs).toBe(7_000);
    expect(settings.receivers[0]?.integrations.map(({ id }) => id)).toEqual([
      "ops/slack/0",
      "ops/email/0",
    ]);
    expect([...sendResolved]).toEqual([
      ["ops/slack/0", false],
      ["ops/email/0", true],
    ]);
    expect(tests[0]?.start).toBe(Date.UTC(2026, 2, 2));
  });

  it("is still checked where tests depend on it", () => {
    const wrong = CONFIG.replace("limit: 10 credits", "limit: ${LIMIT}");
    expect(mistakesIn(named, { "conf/all.yaml": wrong })).toEqual([
      "conf/all.yaml:9:76: This value uses the environment variable LIMIT, which is not set; set it, or write ${LIMIT:-default}",
    ]);
    expect(mistakesIn(named)).toEqual([
      "conf/all.yaml:0:0: The configuration all.yaml does not exist",
    ]);
  });

  it("stands in one place only", () => {
    expect(mistakesIn(RULE + named, { "conf/all.yaml": CONFIG })).toEqual([
      '1:1: "rules" is part of the configuration that "config" names; give one of the two',
    ]);
    expect(mistakesIn(test(EXPECT, ""))).toEqual([
      '1:1: There are no rules to test: name a "config", or write "rules" here',
    ]);
  });

  it("may name several accounts, the first of which rows are of", () => {
    const file = ruleTests(
      test(
        `    rows: [{ id: a }, { id: b, account: two }]\n${EXPECT}`,
        `accounts: [one, two]\n${RULE}`,
      ),
    );
    expect(file.tests[0]?.events.map(({ stream }) => stream.account)).toEqual(["one", "two"]);
  });
});

describe("a mistake", () => {
  it.each([
    [
      "an unknown key",
      "    rows: [{ membr: a@x }]\n",
      /^5:14: Unknown key "membr" .* did you mean "member"\?/,
    ],
    [
      "a bare number for a moment",
      "    rows: [{ at: 3 }]\n",
      /^5:18: "at" must be a moment .* found 3; did you mean "\+3h"\?$/,
    ],
    [
      "an amount without sense",
      "    rows: [{ neo_credits: much }]\n",
      /^5:27: "neo_credits" must be a number of credits/,
    ],
    [
      "a series without an end",
      "    rows: [{ every: 1h }]\n",
      /^5:\d+: A series also needs "count" or "until"$/,
    ],
    [
      "a series with two ends",
      "    rows: [{ every: 1h, count: 1, until: +2h }]\n",
      /^5:\d+: Give either "count" or "until"/,
    ],
    [
      "a series that ends before it begins",
      "    rows: [{ at: +3h, every: 1h, until: +2h }]\n",
      /^5:\d+: "until" must be after `at`/,
    ],
    [
      "a row seen before it was",
      "    rows: [{ at: +3h, seen: +2h }]\n",
      /^5:\d+: "seen" must not be before/,
    ],
    [
      "an id that is taken",
      "    rows: [{ id: a }, { id: a }]\n",
      /^5:\d+: The id "a" is taken by another row/,
    ],
    [
      "a change of no row",
      "    rows: [{ id: scan }, { change: { at: +1h, id: scam } }]\n",
      /^5:\d+: There is no row "scam"; did you mean "scan"\?/,
    ],
    [
      "a change before its row",
      "    rows: [{ id: a, seen: +2h }, { change: { at: +1h, id: a } }]\n",
      /^5:\d+: The row "a" is not seen before this moment/,
    ],
    [
      "a change beside a row",
      "    rows: [{ id: a }, { member: b@x, change: { at: +1h, id: a } }]\n",
      /^5:\d+: "change" stands alone/,
    ],
    [
      "an account that is none",
      "    rows: [{ account: acne }]\n",
      /^5:23: There is no account "acne"; did you mean "acme"\?/,
    ],
  ])("is told with its place: %s", (_, rows, wanted) => {
    const mistakes = mistakesIn(test(rows + EXPECT));
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatch(wanted);
  });

  it.each([
    [
      "a rule",
      "{ at: +1h, alerts: [{ rule: mont }] }",
      /There is no rule "mont"; did you mean "month"\?/,
    ],
    [
      "a step",
      "{ at: +1h, alerts: [{ rule: month, step: 80% }] }",
      /There is no step "80%".* Configured are 50%, 100%/,
    ],
    ["a receiver", "{ at: +1h, messages: [{ receiver: ops }] }", /There is no receiver "ops"/],
    [
      "a state",
      "{ at: +1h, alerts: [{ state: firin }] }",
      /"state" must be one of .* did you mean "firing"\?/,
    ],
    ["a reason", "{ at: +1h, alerts: [{ reason: frist }] }", /did you mean "first"\?/],
    [
      "a value",
      "{ at: +1h, alerts: [{ value: a lot }] }",
      /"value" must be a value such as 42 credits/,
    ],
    ["bare digits", "{ at: +1h, messages: [{ contains: 30.00 }] }", /a number goes in quotes/],
    ["an endless wait", "{ at: +400d, alerts: [] }", /takes more than 1100000 evaluations/],
    ["nothing", "{ at: +1h }", /An expectation needs "alerts" or "messages"/],
    ["the past", "{ at: -1h, alerts: [] }", /Before the start there is nothing to look at/],
  ])("in what is expected is told: %s", (_, expects, wanted) => {
    const mistakes = mistakesIn(test(`    expect: [${expects}]\n`));
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatch(wanted);
  });

  it("does not hide another", () => {
    const text = test("    rows: [{ at: 3 }]\n    expect: [{ at: +1h, alrts: [] }]\n");
    expect(mistakesIn(text)).toHaveLength(2);
  });

  it("is a start that is no date, a name that is taken, and a file without tests", () => {
    expect(mistakesIn(test(EXPECT).replace("2026-03-02T09:00", "+1h"))[0]).toMatch(
      /^4:12: "start" must be a date and time such as/,
    );
    expect(
      mistakesIn(`${test(EXPECT)}  - name: a\n    start: 2026-03-02T09:00\n${EXPECT}`),
    ).toEqual(['6:11: Another test of this file is called "a"']);
    expect(mistakesIn("")).toEqual(["0:0: This file holds no tests"]);
    expect(mistakesIn(`${RULE}tests: {}\n`)[0]).toMatch(/"tests" must be a list of tests/);
  });
});
