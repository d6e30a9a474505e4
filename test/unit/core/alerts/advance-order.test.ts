import { describe, expect, test } from "vitest";
import {
  type AdvanceContext,
  type Alert,
  advance,
  baselineKey,
  systemFindings,
} from "../../../../src/core/alerts/index.ts";
import { budget, finding, firing } from "../../../support/findings.ts";

const context: AdvanceContext = {
  now: 60_000,
  rules: new Map(),
  first: () => null,
  edited: false,
  judged: () => true,
};
const states = (...alerts: Alert[]) => new Map(alerts.map((alert) => [alert.id, alert]));
const of = (member: string, percent: number, spent: number) =>
  budget(percent, spent, { group: { member } });

describe("a tick's transitions", () => {
  const found = [
    of("bob", 80, 41),
    of("ann", 100, 51),
    of("ann", 50, 51),
    of("bob", 50, 41),
    of("ann", 80, 51),
  ];
  const told = (findings: typeof found) =>
    advance(new Map(), findings, context).transitions.map(({ alertId }) => {
      const [, , [[, member]], step] = JSON.parse(alertId);
      return `${member} ${step}`;
    });

  test("come by budget, its steps by their height, whatever the order of the findings", () => {
    const expected = ["ann 50%", "ann 80%", "ann 100%", "bob 50%", "bob 80%"];
    expect(told(found)).toEqual(expected);
    expect(told(found.toReversed())).toEqual(expected);
  });

  test("of two members' budgets leave each budget its own speaker", () => {
    const { alerts } = advance(new Map(), found, context);
    const speak = alerts.filter(({ covered }) => !covered);
    expect(
      speak.map(({ ref, alsoCrossed }) => [ref.group["member"], ref.step, alsoCrossed]),
    ).toEqual([
      ["bob", "80%", ["50%"]],
      ["ann", "100%", ["50%", "80%"]],
    ]);
  });
});

describe("an alert without a finding", () => {
  test("stays as it is where it was inactive", () => {
    const alert = firing(finding(), 0, { status: "inactive", startsAt: null });
    const { alerts, transitions } = advance(states(alert), [], context);
    expect(alerts).toEqual([alert]);
    expect(transitions).toEqual([]);
  });
});

describe("a system trouble", () => {
  const condition = {
    kind: "account-access",
    subject: "acme",
    advice: "The key was refused",
    since: 1_000,
  } as const;
  const ofReceiver = { ...condition, kind: "delivery-failed", subject: "finance" } as const;

  test("is a breached finding that counts and compares nothing", () => {
    expect(systemFindings([condition], [], 60_000)).toEqual([
      {
        ref: { account: "acme", rule: "account-access", group: {}, step: "", window: "" },
        kind: "system",
        breached: true,
        cleared: false,
        ended: false,
        rearmed: false,
        metric: { name: "streams" },
        unit: "count",
        value: 0,
        limit: 0,
        window: { name: "", from: 1_000, to: 60_000 },
        severity: "critical",
        streams: 0,
        terms: "",
        advice: "The key was refused",
      },
    ]);
  });

  test("carries only the labels that it has a text for", () => {
    const { alerts } = advance(new Map(), systemFindings([ofReceiver], [], 60_000), context);
    expect(alerts[0]?.labels).toEqual({
      receiver: "finance",
      rule: "delivery-failed",
      kind: "system",
      severity: "critical",
    });
  });

  test("is no part of an account's first digest", () => {
    const first = advance(new Map(), systemFindings([condition], [], 60_000), {
      ...context,
      first: () => "account",
    });
    expect(first.transitions).toMatchObject([{ to: "firing", reason: "first" }]);
  });

  test("is over when its own subject's is, and no other alert is", () => {
    const conditions = [
      condition,
      { ...condition, subject: "other" },
      ofReceiver,
      { ...ofReceiver, subject: "ops" },
    ];
    const { alerts } = advance(new Map(), systemFindings(conditions, [], 1), context);
    const open = [...alerts, firing(finding())];
    const [, left, , right] = conditions as [unknown, typeof condition, unknown, typeof condition];
    const over = systemFindings([left, right], open, 2).filter(({ cleared }) => cleared);
    expect(over.map(({ ref }) => [ref.rule, ref.account, ref.group])).toEqual([
      ["account-access", "acme", {}],
      ["delivery-failed", "", { receiver: "finance" }],
    ]);
    expect(over).toMatchObject([{ breached: false }, { breached: false }]);
  });

  test("without advice has none when it is over either", () => {
    const open = firing(finding({ kind: "system", rule: "api-unreachable" }));
    expect(systemFindings([], [open], 2)[0]).not.toHaveProperty("advice");
  });
});

describe("baselineKey", () => {
  test("tells an account from its rules, and rules of one name by their accounts", () => {
    const keys = [
      baselineKey("acme"),
      baselineKey("acme", "month"),
      baselineKey("other", "month"),
      baselineKey("acme", "week"),
    ];
    expect(new Set(keys).size).toBe(4);
    expect(baselineKey("acme", "month")).toBe(keys[1]);
  });
});
